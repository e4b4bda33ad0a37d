package io.tidegate.dbagent.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What weeks of looking once a minute say. */
final class ActivityTest {
    private static final Instant MONDAY = Instant.parse("2026-11-02T00:00:00Z");
    private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
    /** Tuesday 05:00 in Jakarta is Monday 22:00 in UTC. */
    private static final Instant WINDOW = Instant.parse("2026-11-30T22:00:00Z");

    private final Weeks weeks = new Weeks(MONDAY);

    private Fact words(Instant time, ZoneId zone) {
        return ActivityWords.of(weeks.activity(), time, zone);
    }

    private double percentAt(String time) {
        return weeks.activity().percentAt(Instant.parse(time)).orElse(-1);
    }

    @Test
    void aWeekSaysHowBusyTheHourOfAWindowIsOnTheClockOfItsPeople() {
        weeks.pass(Duration.ofDays(7), Weeks::asOffices);

        assertThat(words(WINDOW, JAKARTA))
                .isEqualTo(new Fact(
                        "activity",
                        "Tue 05:00 to 06:00 WIB: 3 % of the busiest hour, Thu 17:00; quietest: Sun 10:00 (under 1 %)",
                        3.0,
                        "percent",
                        null));
        assertThat(words(Instant.parse("2026-11-30T22:59:59Z"), ZoneId.of("Asia/Kolkata"))
                        .text())
                .startsWith("Tue 03:30 to 04:30 IST: 3 %");
    }

    @Test
    void lessThanSixDaysAreTooFew() {
        assertThat(words(WINDOW, JAKARTA).text()).isEqualTo("sampled for less than a minute only");
        weeks.pass(Duration.ofMinutes(125), Weeks::asOffices);
        assertThat(words(WINDOW, JAKARTA).text()).isEqualTo("sampled for 2 h only");

        weeks.pass(Duration.ofDays(6), Weeks::asOffices);
        assertThat(words(Instant.parse("2026-11-29T12:00:00Z"), JAKARTA).text())
                .as("a Sunday, of which nothing is known yet")
                .isEqualTo("sampled for 6 d 2 h only");
        assertThat(words(WINDOW, JAKARTA).text()).startsWith("Tue 05:00 to 06:00 WIB: 3 %");
    }

    @Test
    void theNewestWeekCountsAsMuchAsAllBefore() {
        weeks.pass(Duration.ofDays(28), Weeks::asOffices);
        weeks.pass(Duration.ofDays(7), time -> time.getHour() == 22 ? 1000 : Weeks.asOffices(time));

        assertThat(percentAt("2026-12-07T10:00:00Z")).isEqualTo(100);
        assertThat(percentAt("2026-12-07T22:00:00Z")).as("half of 3 and of 100").isBetween(50.0, 54.0);
    }

    @Test
    void whatNobodySawBelongsToNoHour() {
        weeks.pass(Duration.ofDays(7), Weeks::asOffices);
        Activity before = weeks.activity();

        weeks.away(Duration.ofHours(9), 1_000_000).away(Duration.ofDays(3), 0);

        assertThat(weeks.activity().hours()).isEqualTo(before.hours());
        assertThat(weeks.activity().sampled()).isEqualTo(before.sampled());
    }

    @Test
    void aResetOfTheStatisticsAnAnotherDatabaseOfTheNameCountAnew() {
        weeks.pass(Duration.ofDays(7), Weeks::asOffices);
        Activity before = weeks.activity();

        weeks.reset().pass(Duration.ofMinutes(1), time -> 7);
        assertThat(weeks.activity().hours()).isEqualTo(before.hours());

        weeks.pass(Duration.ofMinutes(1), time -> 600);
        assertThat(weeks.activity().hours()).isNotEqualTo(before.hours());
        assertThat(weeks.activity().hours()).allMatch(hour -> hour.transactions() >= 0);
    }

    @Test
    void aClockThatIsSetBackChangesNothing() {
        weeks.pass(Duration.ofDays(7), Weeks::asOffices);
        Activity before = weeks.activity();

        weeks.away(Duration.ofHours(-1), 100);

        assertThat(weeks.activity().hours()).isEqualTo(before.hours());
    }

    @Test
    void theMinutesOfAnAgentsOwnWorkDoNotCount() {
        weeks.pass(Duration.ofMinutes(10), time -> 10);
        var counter =
                new Activity.Counter("16384 since ever", 1_000_000, weeks.now().plus(Duration.ofMinutes(2)));

        Activity after = weeks.activity().interrupted().with(counter);

        assertThat(after.hours()).isEqualTo(weeks.activity().hours());
        assertThat(after.last()).isEqualTo(counter);
    }

    @Test
    void aDatabaseThatNobodyUsesIsSaid() {
        weeks.pass(Duration.ofDays(8), time -> 0);

        assertThat(words(WINDOW, JAKARTA).text()).isEqualTo("no transaction was seen in 7 d 23 h");
    }

    @Test
    void itSurvivesARestartAndWhatCannotBeReadIsBegunAnew(@TempDir Path home) throws IOException {
        var file = new ActivityFile(home);
        assertThat(file.read()).isEqualTo(Activity.none());
        weeks.pass(Duration.ofDays(8), Weeks::asOffices);

        file.write(weeks.activity());

        assertThat(file.read()).isEqualTo(weeks.activity());
        assertThat(Files.size(home.resolve("activity.json"))).isLessThan(20_000);
        Files.writeString(home.resolve("activity.json"), "{\"hours\":[]}");
        assertThat(file.read()).isEqualTo(Activity.none());
        Files.writeString(home.resolve("activity.json"), "{");
        assertThat(file.read()).isEqualTo(Activity.none());
    }

    @Test
    void theWholeWeekIsATableOnTheClockOfAZone() {
        weeks.pass(Duration.ofDays(7), Weeks::asOffices);

        String[] lines = ActivityCommand.table(weeks.activity(), LocalDate.of(2026, 11, 5), JAKARTA)
                .split("\n", -1);

        assertThat(lines).hasSize(8);
        assertThat(lines[0]).startsWith("      0   1   2").endsWith(" 22  23");
        assertThat(lines[1])
                .as("Sunday evening in UTC, then the working day from 15:00 in Jakarta")
                .isEqualTo(
                        "Mon  30   3   3   3   3   3   3   3   3   3   3   3   3   3   3  60  60 100  60  60  60  60  60  60");
        assertThat(lines[7]).startsWith("Sun  30   3");
    }
}
