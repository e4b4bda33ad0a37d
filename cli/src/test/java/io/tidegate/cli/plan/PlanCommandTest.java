package io.tidegate.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.Samples;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class PlanCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory = Path.of(".");

    private int run(String... arguments) {
        return new CommandLine(new PlanCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private String plan(String name, String yaml) throws IOException {
        return Files.writeString(directory.resolve(name), yaml).toString();
    }

    @Test
    void aValidPlanIsSaidToBe() throws IOException {
        String file = plan("good.yaml", Samples.SMALL);

        assertThat(run("validate", file)).isZero();
        assertThat(out.toString()).startsWith(file + ": valid; Small migration, 5 steps, 2 to roll back; hash ");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void howManyWindowsInHowManyGroupsIsSaidOfAPlanForSeveralTargets() throws IOException {
        String file = plan("wave.yaml", Samples.SMALL.replace("target: shop\n", """
                targets: [north, south, west]
                waves: { at-once: 2, every: 90m }
                """));

        assertThat(run("validate", file)).isZero();
        assertThat(out.toString()).contains(file + ": 3 windows in 2 groups, one group every 1h30m");
    }

    @Test
    void everyProblemOfEveryFileIsPrintedWithItsPlace() throws IOException {
        String good = plan("good.yaml", Samples.SMALL);
        String one = plan("one.yaml", Samples.SMALL.replace("length: 60m", "length: sixty"));
        String two = plan(
                "two.yaml", Samples.SMALL.replace("kind: drain", "kind: train").replace("D-14", "D14"));

        assertThat(run("validate", one, good, two)).isEqualTo(1);
        assertThat(err.toString().lines())
                .hasSize(3)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith(one + ":7:65: window.length: found 'sixty'; allowed a duration"),
                        line -> assertThat(line).startsWith(two + ":15:25: notices[0].at: found 'D14'; allowed "),
                        line -> assertThat(line)
                                .startsWith(two + ":27:")
                                .contains(
                                        "steps[1].run.kind: found 'train'; allowed one of: ", "did you mean 'drain'?"));
        assertThat(out.toString()).contains("good.yaml: valid");
    }

    @Test
    void aFileThatIsNotThereIsAProblem() {
        assertThat(run("validate", "no-such-file.yaml")).isEqualTo(1);
        assertThat(err.toString()).isEqualToIgnoringNewLines("no-such-file.yaml: there is no such file");
    }

    @Test
    void aFileThatIsNoTextIsAProblem() throws IOException {
        Path file = Files.write(directory.resolve("binary.yaml"), new byte[] {(byte) 0xc3, (byte) 0x28});

        assertThat(run("validate", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("it is no UTF-8");
    }

    @Test
    void noFileIsAWrongCommandLine() {
        assertThat(run("validate")).isEqualTo(2);
    }

    @Test
    void noSubcommandIsAWrongCommandLine() {
        assertThat(run()).isEqualTo(2);
    }
}
