package io.tidegate.cli.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cli.CommandRun;
import io.tidegate.contracts.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SimulateCommandTest {
    @TempDir
    private Path directory = Path.of(".");

    private String plan = "";

    @BeforeEach
    void writePlan() throws IOException {
        plan = write("plan.yaml", Samples.SMALL);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private static CommandRun run(String... arguments) {
        return CommandRun.of(new SimulateCommand(), arguments);
    }

    @Test
    void aPlanIsPlayedAtItsOwnStart() {
        CommandRun run = run(plan);

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("Tuesday, 1 December 2026, 05:00 to 06:00 CET", "Outcome       completed");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void anotherStartIsLocalOrHasItsDistanceFromUtc() {
        assertThat(run(plan, "--at", "2027-01-12T20:00").out()).contains("12 January 2027, 20:00 to 21:00 CET");
        assertThat(run(plan, "--at", "2027-01-12T20:00Z").out()).contains("12 January 2027, 21:00 to 22:00 CET");
    }

    @Test
    void aStartThatNobodyUnderstandsIsAWrongCommandLine() {
        CommandRun run = run(plan, "--at", "tomorrow");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("--at: found 'tomorrow'; allowed a local time in the plan's zone Europe/Berlin");
    }

    @Test
    void aStartThatClocksSkipIsAWrongCommandLine() {
        assertThat(run(plan, "--at", "2027-03-28T02:30").err())
                .contains("clocks in Europe/Berlin skip 2027-03-28T02:30");
    }

    @Test
    void anHourThatClocksShowTwiceIsToldApart() {
        String out = run(plan, "--at", "2026-10-25T01:50").out();

        assertThat(out)
                .contains("01:50:00 CEST  ", "02:49:15 CEST            The point of no return")
                .contains("Clocks in Europe/Berlin go back by 1h on Sun 25 Oct 2026 at 03:00");
    }

    @Test
    void ofEveryGroupOfAWaveOneWindowIsPlayed() throws IOException {
        String wave = write("wave.yaml", Samples.SMALL.replace("target: shop\n", """
                targets: [north, south, west]
                waves: { at-once: 2, every: 90m }
                """));
        CommandRun run = run(wave);

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .startsWith("3 targets, 2 at a time, a group every 1h30m\n")
                .contains(
                        "Group 1: north, south; the window on north is played, the others go the same way",
                        "Small migration (north)",
                        "05:00 to 06:00 CET",
                        "Group 2: west\n",
                        "Small migration (west)",
                        "06:30 to 07:30 CET");
        assertThat(run(wave, "--format", "json").out()).startsWith("[{").contains("Small migration (west)");
        assertThat(run(wave, "--format", "html").err()).contains("The page shows Group 1: north, south");
    }

    @Test
    void aGroupThatIsNotCompletedStopsTheWave() throws IOException {
        String wave = write("wave.yaml", Samples.SMALL.replace("target: shop\n", "targets: [north, south, west]\n"));

        CommandRun failing = run(wave, "--fail", "migrate");
        assertThat(failing.exit()).isZero();
        assertThat(failing.out())
                .contains("From group 2 (south) on it is postponed: the window on north before it is rolled back.")
                .doesNotContain("Group 2:");
        String slow =
                write("slow.yaml", Files.readString(Path.of(wave)).replace("reopen, limit: 1m", "reopen, limit: 55m"));
        assertThat(run(slow, "--slow", "reopen=50m").out())
                .contains("From group 2 (south) on it is postponed: the window on north before it is completed at");
    }

    @Test
    void aPlanWithoutAStartAsksForOne() throws IOException {
        String open = write("open.yaml", Samples.SMALL.replace(" start: 2026-12-01T05:00,", ""));

        assertThat(run(open).exit()).isEqualTo(2);
        assertThat(run(open).err()).contains("the plan names no start: say one with --at");
        assertThat(run(open, "--at", "2026-12-01T05:00").exit()).isZero();
    }

    @Test
    void everyProblemOfAPlanIsToldWithItsPlace() throws IOException {
        CommandRun run = run(write("bad.yaml", Samples.SMALL.replace("length: 60m", "length: sixty")));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("bad.yaml:7:65: window.length: found 'sixty'");
    }

    @Test
    void rehearsedTimesTakeThePlaceOfExpectedOnes() throws IOException {
        CommandRun run = run(plan, "--rehearsed", write("times.yaml", "migrate: 42s\n"));

        assertThat(run.out()).contains("Run the migration: 42 s, rehearsed");
    }

    @Test
    void theReplayOfAnEarlierWindowTellsWhatItsStepsTook() throws IOException {
        String replay = write("replay.json", """
                {"state": {"steps": [
                  {"id": "migrate", "progress": "done", "durationMs": 42000},
                  {"id": "drain", "progress": "failed", "durationMs": 1000},
                  {"id": "of-another-plan", "progress": "done", "durationMs": 1000}]}}
                """);

        assertThat(run(plan, "--rehearsed", replay).out())
                .contains("Run the migration: 42 s, rehearsed", "Drain the connections: 15 s, guessed");
    }

    @Test
    void timesOfUnknownStepsAndNoTimesAreToldWithTheirPlace() throws IOException {
        String times = write("times.yaml", "migrate: soon\nmigrat: 1s\n");
        CommandRun run = run(plan, "--rehearsed", times);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo(times
                                        + ":1:10: found migrate: 'soon'; allowed a duration: 45s, 10m, 2h or 1h30m"),
                        line -> assertThat(line)
                                .startsWith(times + ":2:1: found 'migrat'; allowed a step of the plan: preflight, "));
    }

    @Test
    void aFileOfTimesThatIsNoYamlIsToldWithItsPlace() throws IOException {
        assertThat(run(plan, "--rehearsed", write("times.yaml", "a: [")).err())
                .contains("times.yaml:1:5: found no YAML");
        assertThat(run(plan, "--rehearsed", write("times.yaml", "")).err()).contains("times.yaml:1:1: found no keys");
    }

    @Test
    void aStepCanBeMadeToFail() {
        assertThat(run(plan, "--fail", "migrate").out()).contains("Outcome       rolled back");
        assertThat(run(plan, "--fail", "migrate").exit()).isZero();
        assertThat(run(plan, "--fail", "migrat").err()).contains("--fail: the plan has no step 'migrat'");
    }

    @Test
    void aStepCanBeMadeSlowAndARoleSilent() {
        CommandRun run = run(plan, "--slow", "migrate=9m", "--silent", "product-owner");

        assertThat(run.out())
                .contains("Played so that: 'Run the migration' takes 9 minutes.")
                .contains("Played so that: Nobody answers for product-owner.")
                .contains("Outcome       postponed");
        assertThat(run.exit()).isZero();
        assertThat(run(plan, "--slow", "migrate=long").err()).contains("--slow: found 'long'; allowed a duration");
        assertThat(run(plan, "--slow", "migrat=1m").err()).contains("--slow: the plan has no step 'migrat'");
        assertThat(run(plan, "--silent", "cto").err()).contains("--silent: the plan's team has no role 'cto'");
    }

    @Test
    void aPageIsWrittenWhereItIsWanted() throws IOException {
        Path page = directory.resolve("page.html");

        assertThat(run(plan, "--format", "html", "--out", page.toString()).out())
                .isEmpty();
        assertThat(page).content().startsWith("<!doctype html>").contains("Small migration");
    }

    @Test
    void aPageThatCannotBeWrittenIsAProblem() {
        CommandRun run =
                run(plan, "--out", directory.resolve("no/such/page.html").toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("page.html: the directory for it is not there");
    }

    @Test
    void aFileThatIsNotThereIsAProblem() {
        assertThat(run("no-such.yaml").exit()).isEqualTo(1);
        assertThat(run("no-such.yaml").err()).isEqualToIgnoringNewLines("no-such.yaml: there is no such file");
    }
}
