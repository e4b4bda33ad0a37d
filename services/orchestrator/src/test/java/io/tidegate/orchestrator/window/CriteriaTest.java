package io.tidegate.orchestrator.window;

import static io.tidegate.orchestrator.PlanFixture.BACKEND;
import static io.tidegate.orchestrator.PlanFixture.DEVOPS;
import static io.tidegate.orchestrator.PlanFixture.LEAD;
import static io.tidegate.orchestrator.PlanFixture.OWNER;
import static io.tidegate.orchestrator.PlanFixture.QA;
import static io.tidegate.orchestrator.PlanFixture.START;
import static io.tidegate.orchestrator.PlanFixture.plan;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.WindowCommand.Available;
import io.tidegate.contracts.window.WindowCommand.Go;
import io.tidegate.contracts.window.WindowCommand.OverrideCriterion;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.orchestrator.PlanFixture;
import io.tidegate.orchestrator.timers.Timer;
import io.tidegate.orchestrator.timers.Timers;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What must be so before it is a go. */
final class CriteriaTest {
    private static final OverrideCriterion OVERRIDE = new OverrideCriterion("staging", "staging is down");

    private static UnaryOperator<Plan.Criterion> of(
            String id, Plan.@Nullable Known state, @Nullable Duration maxAge, @Nullable String override) {
        return criterion -> criterion.id().equals(id)
                ? new Plan.Criterion(
                        id,
                        criterion.title(),
                        state == null ? criterion.step() : null,
                        criterion.notice(),
                        state == null ? criterion.attestedBy() : null,
                        state,
                        maxAge,
                        override)
                : criterion;
    }

    private static PlanFixture overridable() {
        return plan().criteria(of("staging", null, null, "backend"));
    }

    private static PlanFixture teamAsked() {
        return plan().askingTheTeam().criteria(of("staging", Plan.Known.TEAM_AVAILABLE, null, null));
    }

    @Test
    void theNamedRoleOverridesWithAReasonAndTheWindowGoes() {
        Story story = Story.scheduled(overridable())
                .at(START.minus(Duration.ofDays(14)))
                .fires("notice:announce")
                .delivered("announce", 0)
                .fires("decision")
                .succeeds("preflight")
                .wishes(LEAD, new Go())
                .wishes(OWNER, new Go())
                .happens("approval-given")
                .wishes(BACKEND, OVERRIDE)
                .happens("criterion-overridden", "go-decided");

        assertThat(requireNonNull(story.window().overrides().get("staging")).reason())
                .isEqualTo("staging is down");
        assertThat(story.window()
                        .isMet(story.window().plan().criterion("staging").orElseThrow()))
                .isFalse();
    }

    @Test
    void onlyWhereThePlanAllowsItAndByTheRoleThatItNames() {
        Story.deciding(overridable()).wishes(QA, OVERRIDE).isRefused("not-that-role");
        Story.deciding(plan()).wishes(BACKEND, OVERRIDE).isRefused("not-overridable");
        Story.deciding(overridable())
                .wishes(BACKEND, new OverrideCriterion("nothing", "x"))
                .isRefused("criterion-unknown");
        Story.deciding(overridable())
                .wishes(BACKEND, OVERRIDE)
                .wishes(BACKEND, OVERRIDE)
                .isRefused("not-missing");
        Story.opened(overridable()).wishes(BACKEND, OVERRIDE).isRefused("opened-already");
    }

    @Test
    void aMeasurementThatIsTooOldIsTakenAnew() {
        Story story = Story.ready(plan().criteria(of("healthy", null, Duration.ofMinutes(5), null)))
                .wishes(LEAD, new Go())
                .fires("expiry:preflight")
                .happens("measurement-expired", "step-requested")
                .asksFor("preflight", 2);

        assertThat(story.window().missingCriteria())
                .extracting(Plan.Criterion::id)
                .containsExactly("healthy");
        story.wishes(OWNER, new Go())
                .happens("approval-given")
                .succeeds("preflight")
                .happens("step-succeeded", "go-decided");
        assertThat(Timers.of(story.window())).extracting(Timer::name).doesNotContain("expiry:preflight");
    }

    @Test
    void whoIsOnlyOnCallIsNotAsked() {
        Story story = Story.scheduled(plan().asking("qa", "devops")).fires("ask-availability");

        assertThat(story.window().availability()).containsOnlyKeys("qa", "devops");
    }

    @Test
    void everyRoleIsAskedAndTheWindowGoesWhenAllWillBeThere() {
        Story story = Story.scheduled(teamAsked()).fires("ask-availability");

        assertThat(story.happened()).hasSize(5).allSatisfy(event -> assertThat(event)
                .isInstanceOf(WindowEvent.AvailabilityAsked.class));
        story.wishes(LEAD, new Available(true, ""))
                .happens("availability-answered")
                .wishes(OWNER, new Available(true, ""))
                .wishes(DEVOPS, new Available(true, ""))
                .wishes(QA, new Available(true, ""));
        assertThat(story.window().missingCriteria())
                .extracting(Plan.Criterion::id)
                .contains("staging");
        story.wishes(BACKEND, new Available(true, ""));
        assertThat(story.window().missingCriteria())
                .extracting(Plan.Criterion::id)
                .doesNotContain("staging");
    }

    @Test
    void whoStandsInForSomebodySaysNothingForThem() {
        Story story = Story.scheduled(teamAsked()).fires("ask-availability").wishes(LEAD, new Available(true, ""));

        story.wishes(BACKEND, new Available(false, "ill")).happens("availability-answered");
        assertThat(story.only(WindowEvent.AvailabilityAnswered.class).role()).isEqualTo("backend");

        Story late = Story.scheduled(teamAsked())
                .fires("ask-availability")
                .fires("unanswered:migration-lead")
                .wishes(BACKEND, new Available(false, "ill"))
                .wishes(LEAD, new Available(true, ""))
                .happens("availability-answered");
        assertThat(late.only(WindowEvent.AvailabilityAnswered.class).role()).isEqualTo("migration-lead");
    }

    @Test
    void whoDoesNotAnswerOrCannotComeIsReplacedByWhoStandsIn() {
        Story silent = Story.scheduled(teamAsked()).fires("ask-availability").fires("unanswered:migration-lead");

        assertThat(silent.only(WindowEvent.AvailabilityAsked.class))
                .isEqualTo(new WindowEvent.AvailabilityAsked("migration-lead", BACKEND.id()));
        assertThat(Timers.of(silent.window())).extracting(Timer::name).doesNotContain("unanswered:migration-lead");

        Story absent = Story.scheduled(teamAsked())
                .fires("ask-availability")
                .wishes(LEAD, new Available(false, "a wedding"))
                .happens("availability-answered", "availability-asked");
        assertThat(absent.only(WindowEvent.AvailabilityAsked.class).person()).isEqualTo(BACKEND.id());
    }

    @Test
    void whoWasNotAskedHasNothingToAnswer() {
        Story.scheduled(plan()).wishes(LEAD, new Available(true, "")).isRefused("not-asked");
    }

    @Test
    void aTeamThatIsNotThereByTheStartPostpones() {
        Story story = Story.scheduled(teamAsked())
                .fires("ask-availability")
                .wishes(QA, new Available(false, "ill"))
                .fires("decision")
                .succeeds("preflight")
                .fires("start");

        story.is(Status.POSTPONED);
        assertThat(story.window().trouble()).contains("no decision by the start");
    }

    @Test
    void anAgentThatIsNotHeardIsAReasonToStay() {
        Story story = Story.scheduled(plan().criteria(of("staging", Plan.Known.AGENT_HEARD, null, null)))
                .at(START.minus(Duration.ofDays(14)))
                .fires("notice:announce")
                .delivered("announce", 0)
                .fires("decision")
                .succeeds("preflight")
                .takes(new Input.AgentSilent("pg", START.minus(Duration.ofMinutes(14))), Actor.orchestrator())
                .wishes(LEAD, new Go())
                .wishes(OWNER, new Go())
                .happens("approval-given");

        story.takes(new Input.AgentHeard("pg"), Actor.agent("pg")).happens("agent-came-back", "go-decided");
    }
}
