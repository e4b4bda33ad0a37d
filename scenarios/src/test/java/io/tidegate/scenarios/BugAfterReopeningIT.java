package io.tidegate.scenarios;

import static io.tidegate.scenarios.rig.Person.BUDI;
import static io.tidegate.scenarios.rig.Person.SARI;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.window.Status;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import io.tidegate.scenarios.rig.Scenario;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Scenario 4 of the runbook: a bug is found in what users have again, and how many it affects decides. */
@Infrastructure
final class BugAfterReopeningIT {
    @Test
    void ofFewUsersItIsWrittenDownForLater(Kafka kafka, Postgres postgres) {
        Place place = Place.JAKARTA;
        try (Scenario it = place.scheduled(kafka, postgres)) {
            it.teamWillBeThere().teamSaysGo().qaTriesItOut().until(Status.WATCHING);
            it.passes(Duration.ofMinutes(9)).says(SARI, "bug 5% the packing view shows no totals");
            it.until(Status.COMPLETED).teamLooksAfterIt();

            Truth.isTold(it, place.golden("bug-of-few-users"));
            assertThat(it.heardInChannel("roll back, or let it go on")).isFalse();
        }
    }

    @Test
    void ofManyUsersARollbackIsProposedAndThePeopleDecide(Kafka kafka, Postgres postgres) {
        Place place = Place.BERLIN;
        try (Scenario it = place.scheduled(kafka, postgres)) {
            it.teamWillBeThere().teamSaysGo().qaTriesItOut().until(Status.WATCHING);
            it.passes(Duration.ofMinutes(9)).says(SARI, "bug 30% nobody can save a menu");
            it.passes(Duration.ofMinutes(2));
            Instant decided = it.now();
            it.presses(BUDI, "Roll back", "a third of the kitchens cannot plan their menus")
                    .until(Status.ROLLED_BACK)
                    .teamLooksAfterIt();

            Truth.isTold(it, place.golden("bug-of-many-users"));
            Truth.isNotPromised(it, decided);
        }
    }
}
