package io.tidegate.slackbot.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.slackbot.command.Understanding.NotUnderstood;
import io.tidegate.slackbot.command.Understanding.Understood;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
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
        "dance, 'There are: help, plan, schedule'",
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
        "status a b, '/migration status [<window>]'",
        "report ../x, letters, digits and hyphens",
    })
    void isAnsweredWithWhatCanBeTyped(String line, String mend) {
        assertThat(CommandLine.read(line)).isInstanceOfSatisfying(NotUnderstood.class, not -> assertThat(not.mend())
                .contains(mend));
    }

    @Test
    void aReasonThatIsTooLongIsRefusedAndNotCut() {
        assertThat(CommandLine.read("hold " + "x".repeat(CommandLine.LONGEST_REASON + 1)))
                .isInstanceOf(NotUnderstood.class);
    }

    @Property
    void nothingThatIsTypedThrows(@ForAll @StringLength(max = 60) String anything) {
        assertThat(CommandLine.read(anything)).isNotNull();
        assertThat(CommandLine.read("schedule p " + anything)).isNotNull();
        assertThat(CommandLine.read("no-go " + anything)).isNotNull();
    }
}
