package io.tidegate.contracts.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tidegate.contracts.Golden;
import io.tidegate.contracts.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/event-log.md says is so: its example is real, and its verifier verifies. */
final class EventLogDocumentTest {
    private static final String WINDOW = "small-20261201-0340-ab12";
    private static final String BEGIN = "<!-- example: generated from the code; a test compares -->\n";
    private static final String END = "<!-- end of example -->\n";
    private static final LogWriter LOG = new LogWriter(WINDOW, Samples.small()).decided();

    private static String bodies() {
        return LOG.events().stream().map(LoggedEvent::body).collect(Collectors.joining("\n", "", "\n"));
    }

    @Test
    void theExampleIsWhatTheCodeWrites() {
        Golden.compare(Golden.document("event-log-example.jsonl"), bodies());
        Golden.compare(Golden.document("event-log-example.pub"), PublicKeys.toPem(LogWriter.publicKey()));
        String document = Samples.read(Golden.document("event-log.md"));
        String before = document.substring(0, document.indexOf(BEGIN) + BEGIN.length());
        String after = document.substring(document.indexOf(END));
        Golden.compare(Golden.document("event-log.md"), before + example() + after);
    }

    private static String example() {
        LoggedEvent go = LOG.events().get(9);
        LoggedEvent head = LOG.events().get(10);
        var record = LogWriter.record(go, 9);
        String headers = new java.util.TreeMap<>(java.util.Objects.requireNonNull(record.headers()))
                .entrySet().stream()
                        .map(header -> header.getKey() + ": " + header.getValue())
                        .collect(Collectors.joining("\n"));
        byte[] body = go.body().getBytes(StandardCharsets.UTF_8);
        return "Event " + go.sequence() + " is a decision. Its value is these " + body.length + " bytes:\n\n"
                + block(go.body())
                + "\nThe SHA-256 of them, which is its hash:\n\n" + block(go.hash())
                + "\nIts headers:\n\n" + block(headers)
                + "\nEvent " + head.sequence() + " signs it; its `previous` is the hash above:\n\n" + block(head.body())
                + "\nThe text that is signed, without a line end:\n\n"
                + block("tidegate-head-v1 " + WINDOW + " " + go.sequence() + " " + go.hash())
                + "\nThe head of the example, as one would note it:\n\n"
                + block(LOG.head().toString());
    }

    private static String block(String text) {
        return "```text\n" + text + "\n```\n";
    }

    @Test
    void theVerifierOfThePageVerifiesTheExample(@TempDir Path directory) throws Exception {
        Answer answer = verify(directory, bodies());

        assertThat(answer.text()).isEqualTo(WINDOW + ": 11 events, signed up to 10, head " + LOG.head() + "\n");
        assertThat(answer.exit()).isZero();
    }

    @Test
    void theVerifierOfThePageIgnoresWhatIsDeliveredAgain(@TempDir Path directory) throws Exception {
        assertThat(verify(directory, bodies() + bodies()).exit()).isZero();
    }

    @Test
    void theVerifierOfThePageFindsWhatWasChanged(@TempDir Path directory) throws Exception {
        Map<String, String> lies = Map.of(
                "says go twice", bodies().replace("\"role\":\"migration-lead\"}", "\"role\":\"migration-load\"}"),
                "a line less", bodies().lines().skip(1).collect(Collectors.joining("\n")),
                "another signature", bodies().replaceFirst("\"signature\":\".", "\"signature\":\"A"));
        for (var lie : lies.entrySet()) {
            assertThat(lie.getValue()).as(lie.getKey()).isNotEqualTo(bodies());
            assertThat(verify(directory, lie.getValue()).exit())
                    .as(lie.getKey())
                    .isNotZero();
        }
    }

    private record Answer(int exit, String text) {}

    private static Answer verify(Path directory, String bodies) throws IOException, InterruptedException {
        assumeThat(isThere("python3", "--version") && isThere("openssl", "version"))
                .as("python3 and openssl are there")
                .isTrue();
        String document = Samples.read(Golden.document("event-log.md"));
        int from = document.indexOf("```python\n") + "```python\n".length();
        Path script = Files.writeString(
                directory.resolve("verify.py"), document.substring(from, document.indexOf("```", from)));
        Path input = Files.writeString(directory.resolve("bodies"), bodies);
        Path key = Golden.document("event-log-example.pub");
        Process process = new ProcessBuilder("python3", script.toString(), WINDOW, key.toString())
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Answer(process.exitValue(), text);
    }

    private static boolean isThere(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false; // Not installed: the test is skipped and says so.
        }
    }
}
