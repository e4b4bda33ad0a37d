package io.tidegate.slackbot.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.slackbot.command.Understanding.NotUnderstood;
import io.tidegate.slackbot.command.Understanding.Understood;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CommandLineTest {

    static Stream<Arguments> understood() {
        return Map.<String, Request>ofEntries(
                        Map.entry("", new Request.Help()),
                        Map.entry("help", new Request.Help()),
                        Map.entry("  GO ", new Request.Wish(new WindowCommand.Go(), null)),
                        Map.entry("go --window w-1", new Request.Wish(new WindowCommand.Go(), "w-1")),
                        Map.entry("go —window w-1", new Request.Wish(new WindowCommand.Go(), "w-1")),
                        Map.entry("go --wave w-1", new Request.WaveWish(new WindowCommand.Go(), "w-1")),
                        Map.entry(
                                "cancel the disk is full —wave=w-1",
                                new Request.WaveWish(new WindowCommand.Cancel("the disk is full"), "w-1")),
                        Map.entry("status --wave w-1", new Request.ShowStatus("w-1")),
                        Map.entry("no-go lag is high", new Request.Wish(new WindowCommand.NoGo("lag is high"), null)),
                        Map.entry(
                                "hold wait  for\nRatna --window=w-1",
                                new Request.Wish(new WindowCommand.Hold("wait for Ratna"), "w-1")),
                        Map.entry("attest Staging", new Request.Wish(new WindowCommand.Attest("staging"), null)),
                        Map.entry("resume", new Request.Wish(new WindowCommand.Resume(), null)),
                        Map.entry("rehearse", new Request.Wish(new WindowCommand.Rehearse(), null)),
                        Map.entry(
                                "extend 1h30m the index takes longer",
                                new Request.Wish(
                                        new WindowCommand.Extend(Duration.ofMinutes(90), "the index takes longer"),
                                        null)),
                        Map.entry("rollback errors", new Request.Wish(new WindowCommand.RollBack("errors"), null)),
                        Map.entry(
                                "rollback --rung swap-back errors everywhere",
                                new Request.Wish(new WindowCommand.RollBack("errors everywhere", "swap-back"), null)),
                        Map.entry(
                                "rollback errors —rung=swap-back --window w-1",
                                new Request.Wish(new WindowCommand.RollBack("errors", "swap-back"), "w-1")),
                        Map.entry(
                                "postpone 2026-12-08 05:00 Asia/Jakarta Ratna is ill",
                                new Request.Postpone(
                                        new When.Local(LocalDateTime.of(2026, 12, 8, 5, 0), ZoneId.of("Asia/Jakarta")),
                                        "Ratna is ill",
                                        null)),
                        Map.entry(
                                "postpone 2026-12-08 05:00 Ratna is ill --window w-1",
                                new Request.Postpone(
                                        new When.Local(LocalDateTime.of(2026, 12, 8, 5, 0), null),
                                        "Ratna is ill",
                                        "w-1")),
                        Map.entry(
                                "postpone 2026-12-08T05:00+07:00 Ratna is ill",
                                new Request.Postpone(
                                        new When.Exactly(Instant.parse("2026-12-07T22:00:00Z")), "Ratna is ill", null)),
                        Map.entry(
                                "postpone in 7d 12h Ratna is ill",
                                new Request.Postpone(new When.After(Duration.ofHours(180)), "Ratna is ill", null)),
                        Map.entry("replan", new Request.Wish(new WindowCommand.Replan(), null)),
                        Map.entry(
                                "override Staging it is the same version",
                                new Request.Wish(
                                        new WindowCommand.OverrideCriterion("staging", "it is the same version"),
                                        null)),
                        Map.entry("available", new Request.Wish(new WindowCommand.Available(true, ""), null)),
                        Map.entry(
                                "unavailable on leave",
                                new Request.Wish(new WindowCommand.Available(false, "on leave"), null)),
                        Map.entry("retry", new Request.Wish(new WindowCommand.Retry(), null)),
                        Map.entry(
                                "fix 20m the disk grows",
                                new Request.Wish(
                                        new WindowCommand.Fix(Duration.ofMinutes(20), "the disk grows"), null)),
                        Map.entry(
                                "fix 3 indexes are missing",
                                new Request.Wish(new WindowCommand.Fix(null, "3 indexes are missing"), null)),
                        Map.entry("go-on nearly done", new Request.Wish(new WindowCommand.GoOn("nearly done"), null)),
                        Map.entry("done", new Request.Wish(new WindowCommand.Done(null, ""), null)),
                        Map.entry(
                                "done smoke-test all green",
                                new Request.Wish(new WindowCommand.Done("smoke-test", "all green"), null)),
                        Map.entry(
                                "skip smoke-test nobody is there",
                                new Request.Wish(new WindowCommand.Skip("smoke-test", "nobody is there"), null)),
                        Map.entry(
                                "bug no portions",
                                new Request.Wish(new WindowCommand.Bug(null, false, "no portions"), null)),
                        Map.entry(
                                "bug 20% corruption wrong sizes",
                                new Request.Wish(new WindowCommand.Bug(20, true, "wrong sizes"), null)),
                        Map.entry(
                                "bug corruption 5 % wrong sizes",
                                new Request.Wish(new WindowCommand.Bug(5, true, "wrong sizes"), null)),
                        Map.entry("acknowledge", new Request.Wish(new WindowCommand.Acknowledge(null), null)),
                        Map.entry("ack --window w-1", new Request.Wish(new WindowCommand.Acknowledge(null), "w-1")),
                        Map.entry("postmortem w-1", new Request.ShowPostMortem("w-1")),
                        Map.entry("cancel later", new Request.Wish(new WindowCommand.Cancel("later"), null)),
                        Map.entry("plan", new Request.ShowPlan(null)),
                        Map.entry("status", new Request.ShowStatus(null)),
                        Map.entry("status w-1", new Request.ShowStatus("w-1")),
                        Map.entry("report --window w-1", new Request.ShowReport("w-1")),
                        Map.entry("schedule portion-size", new Request.Schedule("portion-size", new When.AsPlanned())),
                        Map.entry(
                                "schedule portion-size in 1h 30m",
                                new Request.Schedule("portion-size", new When.After(Duration.ofMinutes(90)))),
                        Map.entry(
                                "schedule portion-size 2026-12-01 05:00",
                                new Request.Schedule(
                                        "portion-size", new When.Local(LocalDateTime.of(2026, 12, 1, 5, 0), null))),
                        Map.entry(
                                "schedule portion-size 2026-12-01 05:00 Asia/Jakarta",
                                new Request.Schedule(
                                        "portion-size",
                                        new When.Local(
                                                LocalDateTime.of(2026, 12, 1, 5, 0), ZoneId.of("Asia/Jakarta")))),
                        Map.entry(
                                "schedule portion-size 2026-12-01T05:00+07:00",
                                new Request.Schedule(
                                        "portion-size", new When.Exactly(Instant.parse("2026-11-30T22:00:00Z")))),
                        Map.entry(
                                "schedule portion-size 2026-11-30T22:00:00Z",
                                new Request.Schedule(
                                        "portion-size", new When.Exactly(Instant.parse("2026-11-30T22:00:00Z")))))
                .entrySet()
                .stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest
    @MethodSource("understood")
    void isUnderstood(String line, Request request) {
        assertThat(CommandLine.read(line)).isEqualTo(new Understood(request));
    }

    @ParameterizedTest
    @CsvSource({
        "statsu, Did you mean /migration status?",
        "rolback now, Did you mean /migration rollback?",
        "dance, 'There are: help, status, plan'",
        "no-go, /migration no-go <reason>",
        "hold, for instance /migration hold",
        "go now, Write /migration go",
        "attest, the card shows their names",
        "schedule, '/migration schedule <plan> [<when>]'",
        "schedule Portion_Size, lower-case letters",
        "schedule portion-size tomorrow, in 15m",
        "schedule portion-size in a while, in 15m",
        "schedule portion-size 2026-13-01 05:00, in 15m",
        "schedule portion-size 2026-12-01 05:00 Asia/Djakarta, in 15m",
        "schedule portion-size --window w-1, Leave --window out",
        "go --window, Write its id behind --window",
        "go --wave, Write its id behind --wave",
        "report --wave w-1, Name one of its windows",
        "postpone in 7d Ratna is ill --wave w-1, Name one of its windows",
        "status a b, '/migration status [<window>]'",
        "postpone, '/migration no-go <reason>'",
        "postpone Ratna is ill, '/migration no-go <reason>'",
        "postpone 2026-13-08 05:00 Ratna is ill, in 3d",
        "postpone in 7d, '/migration postpone <when> <reason>'",
        "posptone, Did you mean /migration postpone?",
        "overide staging x, Did you mean /migration override?",
        "override, the card shows their names",
        "override staging, '/migration override <criterion> <reason>'",
        "unavailable, '/migration unavailable <reason>'",
        "retry now, Write /migration retry",
        "fix 10m, '/migration fix [<time>] <reason>'",
        "skip, /migration plan shows their names",
        "bug, the menu shows no portions",
        "bug 20%, the menu shows no portions",
        "bug 120% x, leave the share out",
        "rollback --rung, /migration plan shows their names",
        "report ../x, letters, digits and hyphens",
    })
    void isAnsweredWithWhatCanBeTyped(String line, String mend) {
        assertThat(CommandLine.read(line)).isInstanceOfSatisfying(NotUnderstood.class, not -> assertThat(not.mend())
                .contains(mend));
    }

    @Test
    void aReasonThatIsTooLongIsRefusedAndNotCut() {
        for (String before : List.of("hold ", "done ", "postpone in 7d ", "bug 5% ", "skip a-step ")) {
            assertThat(CommandLine.read(before + "x".repeat(ReasonText.LONGEST + 1)))
                    .as(before)
                    .isInstanceOf(NotUnderstood.class);
        }
    }

    @Property
    void nothingThatIsTypedThrows(@ForAll @StringLength(max = 60) String anything) {
        assertThat(CommandLine.read(anything)).isNotNull();
        assertThat(CommandLine.read("schedule p " + anything)).isNotNull();
        for (Verb verb : Verb.values()) {
            assertThat(CommandLine.read(verb.word() + " " + anything)).isNotNull();
        }
    }
}
