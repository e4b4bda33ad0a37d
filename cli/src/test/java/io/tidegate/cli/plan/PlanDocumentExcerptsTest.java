package io.tidegate.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cli.CommandRun;
import io.tidegate.cli.diff.DiffCommand;
import io.tidegate.contracts.Golden;
import io.tidegate.contracts.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/plan.md shows of the commands' output is what they print. */
final class PlanDocumentExcerptsTest {
    private static final Path EXAMPLE = Samples.root().resolve("examples/portion-size/plan.yaml");

    @TempDir
    private Path directory = Path.of(".");

    /** Lines of the block after the marker; an ellipsis stands for lines that are left out. */
    private static List<String> excerpt(String name) {
        String document = Samples.read(Golden.document("plan.md"));
        int block = document.indexOf("```", document.indexOf("<!-- excerpt: " + name + " -->"));
        String text = document.substring(document.indexOf('\n', block) + 1, document.indexOf("\n```", block + 3));
        return text.lines().filter(line -> !line.equals("…")).toList();
    }

    private static String golden(String name) {
        return Samples.read(
                Samples.root().resolve("cli/src/test/resources/golden").resolve(name));
    }

    @Test
    void ofSimulate() {
        assertThat(golden("simulation.txt").lines().toList()).containsSubsequence(excerpt("simulate"));
    }

    @Test
    void ofInit() {
        assertThat(golden("init.yaml").lines().toList()).containsSubsequence(excerpt("init"));
    }

    @Test
    void ofDiff() throws IOException {
        String moved = Samples.read(EXAMPLE)
                .replace("2026-12-01T05:00", "2026-12-02T06:30")
                .replace("downtime: 30m", "downtime: 45m")
                .replace("attested-by: qa", "attested-by: backend")
                .replace("name: management\n    zone: Asia/Jakarta", "name: management\n    zone: Europe/Berlin");
        Path other = Files.writeString(directory.resolve("moved.yaml"), moved);

        CommandRun run = CommandRun.of(new DiffCommand(), EXAMPLE.toString(), other.toString());

        assertThat(run.out().lines().map(PlanDocumentExcerptsTest::withoutHash).toList())
                .containsSubsequence(excerpt("diff").stream()
                        .map(PlanDocumentExcerptsTest::withoutHash)
                        .toList());
    }

    private static String withoutHash(String line) {
        return line.replaceAll("[0-9a-f]{12}", "HASH");
    }
}
