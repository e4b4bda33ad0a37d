package io.tidegate.cli.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.cli.CommandRun;
import io.tidegate.contracts.Golden;
import io.tidegate.contracts.Samples;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.PlanReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InitCommandTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-05T12:00:00Z"), ZoneId.of("Asia/Jakarta"));

    @TempDir
    private Path directory = Path.of(".");

    private CommandRun init(List<String> answers, String... arguments) {
        String typed = answers.isEmpty() ? "" : String.join("\n", answers) + "\n";
        return CommandRun.of(new InitCommand(new StringReader(typed), CLOCK), arguments);
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    private Plan plan(String name) {
        return Samples.plan(Samples.read(directory.resolve(name)));
    }

    /** The questions of a plan without more people and audiences than the defaults. */
    private static List<String> nothingButEnter() {
        return Collections.nCopies(30, "");
    }

    @Test
    void withoutQuestionsEveryDefaultIsTakenAndThePlanIsValid() {
        CommandRun run = init(List.of(), "--defaults", file("portion-size.yaml"));

        assertThat(run.exit()).isZero();
        Golden.compare(
                Samples.root().resolve("cli/src/test/resources/golden/init.yaml"),
                Samples.read(directory.resolve("portion-size.yaml")));
        assertThat(plan("portion-size.yaml").name()).isEqualTo("portion-size");
    }

    @Test
    void enterTakesTheDefaults() {
        assertThat(init(nothingButEnter(), file("a.yaml")).err()).isEmpty();
        init(List.of(), "--defaults", file("b.yaml"));

        assertThat(Samples.read(directory.resolve("a.yaml"))
                        .replace("name: a ", "name: b ")
                        .replace("title: A", "title: B")
                        .replace("migrations: a ", "migrations: b ")
                        .replace("scripts: a ", "scripts: b "))
                .isEqualTo(Samples.read(directory.resolve("b.yaml")));
    }

    @Test
    void anAnswerThatDoesNotFitIsAskedForAgainWithWhatIsAllowed() {
        List<String> answers = new ArrayList<>(nothingButEnter());
        answers.set(0, "Portion Size");
        answers.add(1, "portions");

        CommandRun run = init(answers, file("plan.yaml"));

        assertThat(run.out()).contains("found 'Portion Size'; allowed lower-case letters, digits and single hyphens");
        assertThat(plan("plan.yaml").name()).isEqualTo("portions");
    }

    @Test
    void answersStandInThePlan() {
        List<String> answers = List.of(
                "portions",
                "Portions: small & \"large\"",
                "Portions have sizes # at last.",
                "sppg",
                "#ops",
                "help@sppg.example",
                "Europe/Berlin",
                "2027-01-12T21:00",
                "90m",
                "20m",
                "dba",
                "U0DEWI",
                "Dewi",
                "U0AGUS",
                "-",
                "owner",
                "U0BUDI",
                "Budi",
                "-",
                "budi@sppg.example",
                "qa",
                "U0SARI",
                "Sari",
                "-",
                "-",
                "",
                "qa",
                "kitchens",
                "Asia/Jakarta",
                "a@sppg.example b@sppg.example",
                "+6281200000001",
                "management",
                "",
                "-",
                "-",
                "",
                "sql",
                "",
                "undo, safety-copy, backup");

        CommandRun run = init(answers, file("plan.yaml"));

        assertThat(run.err()).isEmpty();
        Plan plan = plan("plan.yaml");
        assertThat(plan.title()).isEqualTo("Portions: small & \"large\"");
        assertThat(plan.summary()).isEqualTo("Portions have sizes # at last.");
        assertThat(plan.approvals()).containsExactly("dba", "owner");
        assertThat(plan.team().getFirst().backup()).isEqualTo("U0AGUS");
        assertThat(plan.audience("kitchens").orElseThrow().email()).hasSize(2);
        assertThat(plan.audience("management").orElseThrow().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(plan.criteria().getLast().attestedBy()).isEqualTo("qa");
        assertThat(plan.rollback())
                .extracting(Plan.Step::id, Plan.Step::ifFailed)
                .contains(tuple("undo", null), tuple("swap-back", "undo"), tuple("restore-backup", "swap-back"));
    }

    @Test
    void aRungThatDoesNotExistIsAskedForAgain() {
        List<String> answers = new ArrayList<>(nothingButEnter());
        answers.removeLast();
        answers.addAll(List.of("safety-net", "backup"));

        assertThat(init(answers, file("plan.yaml")).out())
                .contains("found safety-net; allowed any of backup, safety-copy, undo");
        assertThat(plan("plan.yaml").steps()).extracting(Plan.Step::id).doesNotContain("safety-copy");
    }

    @Test
    void answersThatEndTooEarlyWriteNothing() {
        CommandRun run = init(List.of("portions"), file("plan.yaml"));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("the answers ended at: Title [Portions]; nothing is written");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aFileThatIsThereStaysAsItIs() throws IOException {
        Path file = Files.writeString(directory.resolve("plan.yaml"), "mine");

        assertThat(init(List.of(), "--defaults", file.toString()).exit()).isEqualTo(1);
        assertThat(init(List.of(), "--defaults", file.toString()).err())
                .contains("it is there already; --force writes over it");
        assertThat(file).hasContent("mine");
        assertThat(init(List.of(), "--defaults", "--force", file.toString()).exit())
                .isZero();
        assertThat(plan("plan.yaml").name()).isEqualTo("my-migration");
    }

    @Test
    void editorsFindTheSchemaBesideThePlanOrWhereItIsSaidToBe() {
        init(List.of(), "--defaults", file("plan.yaml"));
        init(List.of(), "--defaults", "--schema", "https://example.org/plan.json", file("other.yaml"));

        assertThat(directory.resolve("plan.yaml"))
                .content()
                .startsWith("# yaml-language-server: $schema=plan-v1.schema.json\n");
        assertThat(directory.resolve("plan-v1.schema.json"))
                .hasSameTextualContentAs(Golden.schema("plan-v1.schema.json"));
        assertThat(directory.resolve("other.yaml"))
                .content()
                .startsWith("# yaml-language-server: $schema=https://example.org/plan.json\n");
    }

    @Test
    void everyChoiceOfWaysBackGivesAPlan() {
        for (String rungs :
                List.of("safety-copy", "backup", "undo, backup", "undo, safety-copy", "backup, safety-copy, undo")) {
            List<String> answers = new ArrayList<>(nothingButEnter());
            answers.removeLast();
            answers.add(rungs);
            assertThat(init(answers, "--force", file("plan.yaml")).err()).isEmpty();
            assertThat(PlanReader.read("plan.yaml", Samples.read(directory.resolve("plan.yaml"))))
                    .isInstanceOf(PlanReader.Reading.Valid.class);
        }
    }
}
