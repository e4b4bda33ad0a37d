package io.tidegate.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.log.LogWriter;
import io.tidegate.contracts.log.PublicKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ReplayCommandTest {
    private final StringWriter err = new StringWriter();
    private String key = "";

    @TempDir
    private Path directory = Path.of(".");

    @BeforeEach
    void writeKey() throws IOException {
        key = Files.writeString(directory.resolve("key.pub"), PublicKeys.toPem(LogWriter.publicKey()))
                .toString();
    }

    private int run(String... arguments) {
        return new CommandLine(new ReplayCommand())
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void aWindowMustBeNamed() {
        assertThat(run("--bootstrap", "127.0.0.1:1", "--key", key)).isEqualTo(2);
        assertThat(err.toString()).contains("--window");
    }

    @Test
    void aKeyThatIsNoneIsAWrongCommandLine() throws IOException {
        Path none = Files.writeString(directory.resolve("none.pub"), "nothing");

        assertThat(run("--window", "w", "--bootstrap", "127.0.0.1:1", "--key", none.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("no '-----BEGIN PUBLIC KEY-----' in it");
    }

    @Test
    void aHeadThatIsNoneIsAWrongCommandLine() {
        assertThat(run("--window", "w", "--bootstrap", "127.0.0.1:1", "--key", key, "--head", "7"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--head: '7' is no head");
    }

    @Test
    void anOrchestratorThatIsNotThereIsOutOfReach() {
        assertThat(run("--window", "w", "--bootstrap", "127.0.0.1:1", "--key", key, "--compare", "http://127.0.0.1:1"))
                .isEqualTo(3);
        assertThat(err.toString()).contains("the orchestrator at http://127.0.0.1:1 cannot be read");
    }

    @Test
    void anAddressThatIsNoneIsOutOfReach() {
        assertThat(run("--window", "w", "--bootstrap", "127.0.0.1:1", "--key", key, "--compare", "or chestrator"))
                .isEqualTo(3);
        assertThat(err.toString()).contains("'or chestrator' is no HTTP address");
    }

    @Test
    void aWindowIdThatIsNoneIsAWrongCommandLine() {
        assertThat(run("--window", "../x", "--bootstrap", "127.0.0.1:1", "--key", key))
                .isEqualTo(2);
        assertThat(err.toString()).contains("letters, digits and hyphens only");
    }

    @Test
    void thePublicKeyBesideAPrivateOneIsTaken() throws IOException {
        Path secret = Files.writeString(directory.resolve("key"), "-----BEGIN PRIVATE KEY-----");

        assertThat(KeyFiles.read(secret)).isEqualTo(LogWriter.publicKey());
    }

    @Test
    void theStackFileGivesDefaults() throws IOException {
        Path file = Files.writeString(
                directory.resolve("stack.json"), "{\"kafka\":\"127.0.0.1:9\",\"signingKey\":\"k\",\"more\":1}");

        StackFile stack = StackFile.read(file);

        assertThat(stack.kafka()).contains("127.0.0.1:9");
        assertThat(stack.signingKey()).contains(Path.of("k"));
        assertThat(stack.orchestrator()).isEmpty();
        assertThat(StackFile.read(directory.resolve("none.json")).kafka()).isEmpty();
    }
}
