package io.tidegate.orchestrator.intake;

import io.tidegate.contracts.kafka.MessageCodec;
import io.tidegate.orchestrator.broker.KafkaClients;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts aside, for people, what cannot be read. */
@Singleton
class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final KafkaClients clients;

    DeadLetters(KafkaClients clients) {
        this.clients = clients;
    }

    /** @throws KafkaException when it could not be put aside */
    void put(ConsumerRecord<byte[], byte[]> record, String reason) throws InterruptedException {
        var letter = MessageCodec.deadLetter(
                record.topic(),
                record.partition(),
                record.offset(),
                record.key(),
                record.value(),
                record.headers(),
                reason);
        try {
            clients.producer().send(letter).get();
        } catch (ExecutionException e) {
            throw new KafkaException("not put aside: " + e.getCause(), e.getCause());
        }
        LOG.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .log("put aside, {}", reason);
    }
}
