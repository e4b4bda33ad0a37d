package io.tidegate.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.contracts.Samples;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.kafka.MessageCodec;
import io.tidegate.contracts.kafka.Topics;
import io.tidegate.contracts.log.LogWriter;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.log.PublicKeys;
import io.tidegate.contracts.window.Window;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A log on a real broker, replayed as an auditor would. */
@Infrastructure
final class ReplayIT {
    private final MessageCodec codec = new MessageCodec("orchestrator");
    private final StringWriter out = new StringWriter();
    private final String bootstrap;
    private final String window = "small-20261201-0340-"
            + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());

    @TempDir
    private Path directory = Path.of(".");

    ReplayIT(Kafka kafka) {
        bootstrap = kafka.bootstrapServers();
    }

    @BeforeEach
    void createTopic() throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(Topics.EVENTS, 6, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private LogWriter log() {
        return new LogWriter(window, Samples.small()).completed();
    }

    private List<ProducerRecord<String, byte[]>> records(LogWriter log) {
        return new ArrayList<>(log.events().stream().map(codec::encode).toList());
    }

    private void publish(List<ProducerRecord<String, byte[]>> records) throws InterruptedException, ExecutionException {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrap),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (var record : records) {
                producer.send(record).get();
            }
        }
    }

    private int replay(String... more) throws IOException {
        return run(new ReplayCommand(), more);
    }

    private int run(Object command, String... more) throws IOException {
        Path key = Files.writeString(directory.resolve("key.pub"), PublicKeys.toPem(LogWriter.publicKey()));
        List<String> arguments =
                new ArrayList<>(List.of("--window", window, "--bootstrap", bootstrap, "--key", key.toString()));
        arguments.addAll(List.of(more));
        return new CommandLine(command).setOut(new PrintWriter(out)).execute(arguments.toArray(String[]::new));
    }

    @Test
    void aLogAsItWasWrittenGivesTheState() throws Exception {
        LogWriter log = log();
        publish(records(log));

        assertThat(replay("--json", "--head", log.head().toString())).isZero();

        JsonNode report = Json.read(out.toString(), JsonNode.class);
        assertThat(report.path("verified").asBoolean()).isTrue();
        assertThat(report.path("hash").asText()).isEqualTo(log.head().hash());
        assertThat(Json.mapper().treeToValue(report.path("state"), Window.class))
                .isEqualTo(log.window());
        assertThat(report.path("events")).hasSize(log.events().size());
    }

    @Test
    void theReportIsWrittenFromTheLogAlone() throws Exception {
        publish(records(log()));
        Path file = directory.resolve("report.md");

        assertThat(run(new ReportCommand(), "--out", file.toString())).isZero();
        assertThat(file)
                .content()
                .startsWith("# Report: Small migration\n\nWindow `" + window + "`")
                .contains("**completed**", "## Decisions", "said go as migration-lead", "Verified: 30 events");
        assertThat(run(new ReportCommand(), "--post-mortem")).isZero();
        assertThat(out.toString()).startsWith("# Post-mortem: Small migration").contains("## What happened when");
    }

    @Test
    void aLogWithAFaultIsReportedWithItsFault() throws Exception {
        var records = records(log());
        records.remove(5);
        publish(records);

        assertThat(run(new ReportCommand())).isEqualTo(1);
        assertThat(out.toString()).contains("NOT verified");
    }

    @Test
    void recordsThatAreDeliveredTwiceAreNoFault() throws Exception {
        var records = records(log());
        publish(records);
        publish(records);

        assertThat(replay()).isZero();
        assertThat(out.toString()).contains("Verified: 30 events", "30 delivered again");
    }

    @Test
    void aChangedByteIsNamed() throws Exception {
        var records = records(log());
        records.get(8).value()[60] ^= 1;
        publish(records);

        assertThat(replay()).isEqualTo(1);
        assertThat(out.toString()).contains("NOT verified", "window " + window + " event 9 (partition ");
    }

    @Test
    void aRemovedEventIsNamed() throws Exception {
        var records = records(log());
        records.remove(8);
        publish(records);

        assertThat(replay()).isEqualTo(1);
        assertThat(out.toString()).contains("event 10 (partition ", "event 9 is missing before it");
    }

    @Test
    void twoSwappedEventsAreNamed() throws Exception {
        var records = records(log());
        records.add(8, records.remove(9));
        publish(records);

        assertThat(replay()).isEqualTo(1);
        assertThat(out.toString()).contains("event 9 is missing before it", "it comes after event 10, out of order");
    }

    @Test
    void anAddedEventIsNamed() throws Exception {
        LogWriter log = log();
        var records = records(log);
        LoggedEvent honest = log.events().get(8);
        records.add(codec.encode(LoggedEvent.seal(
                "added", window, 9, honest.time(), honest.actor(), "c", honest.previous(), honest.event())));
        publish(records);

        assertThat(replay()).isEqualTo(1);
        assertThat(out.toString()).contains("event 9 (partition ", "there is another event under this sequence");
    }

    @Test
    void aTailThatIsCutOffShowsByTheHeadOfTheChannel() throws Exception {
        LogWriter log = log();
        publish(records(log).subList(0, 11));

        assertThat(replay()).isZero();
        assertThat(replay("--head", log.head().toString())).isEqualTo(1);
        assertThat(out.toString()).contains("the tail is cut off");
    }

    @Test
    void aWindowThatIsNotThereIsAFault() throws Exception {
        assertThat(replay()).isEqualTo(1);
        assertThat(out.toString()).contains("the topic has no event of it");
    }
}
