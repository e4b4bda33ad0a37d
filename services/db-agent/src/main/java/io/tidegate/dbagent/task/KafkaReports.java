package io.tidegate.dbagent.task;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.Message;
import io.tidegate.contracts.kafka.MessageCodec;
import io.tidegate.contracts.kafka.Topics;
import io.tidegate.contracts.log.HashChain;
import io.tidegate.contracts.report.Report;
import io.tidegate.dbagent.journal.AttemptKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes reports, in order for each window. The same report has the same id, however often it is told. */
public final class KafkaReports implements Reports, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaReports.class);

    private final KafkaProducer<String, byte[]> producer;
    private final MessageCodec codec = new MessageCodec("db-agent");
    private final Actor actor;
    private final Clock clock;

    public KafkaReports(Properties connection, String target, Clock clock) {
        Properties settings = new Properties();
        settings.putAll(connection);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "db-agent-" + target);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        this.actor = Actor.agent(target);
        this.clock = clock;
    }

    @Override
    public void mention(AttemptKey key, Report.OfStep report) {
        send(record(key, report));
    }

    @Override
    public boolean tell(AttemptKey key, Report.OfStep report) throws InterruptedException {
        try {
            producer.send(record(key, report)).get();
            return true;
        } catch (ExecutionException | KafkaException e) {
            if (e instanceof org.apache.kafka.common.errors.InterruptException) {
                throw new InterruptedException("telling was interrupted");
            }
            LOG.warn("{} cannot be told yet: {}", key, e.toString());
            return false;
        }
    }

    @Override
    public void beat(Report.AgentBeat beat) {
        Instant now = clock.instant();
        String id = beat.target() + "/beat/" + now.toEpochMilli();
        send(codec.encode(Topics.REPORTS, beat.target(), new Message<>(id, beat.target(), now, actor, beat)));
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(5));
    }

    private void send(ProducerRecord<String, byte[]> record) {
        producer.send(record, (metadata, fault) -> {
            if (fault != null) {
                LOG.debug("A report is lost: {}", fault.toString());
            }
        });
    }

    private ProducerRecord<String, byte[]> record(AttemptKey key, Report.OfStep report) {
        Instant now = clock.instant();
        String id = key + "/"
                + switch (report) {
                    case Report.StepStarted started -> "started";
                    case Report.StepProgressed progressed -> "progress/" + now.toEpochMilli();
                    case Report.StepWarned warned ->
                        "warned/" + HashChain.hash((warned.code() + warned.text()).getBytes(StandardCharsets.UTF_8));
                    case Report.StepSucceeded succeeded -> "succeeded";
                    case Report.StepFailed failed -> "failed";
                };
        return codec.encode(Topics.REPORTS, key.window(), new Message<>(id, key.window(), now, actor, report));
    }
}
