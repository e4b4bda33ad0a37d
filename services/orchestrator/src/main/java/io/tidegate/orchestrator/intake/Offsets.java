package io.tidegate.orchestrator.intake;

import io.tidegate.orchestrator.store.Causes;
import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a consumer has come, told to the broker now and then: what is read again after a crash is known by its id and
 * not taken again, so that not every record need wait for the broker to note it.
 */
final class Offsets {
    private static final Logger LOG = LoggerFactory.getLogger(Offsets.class);
    private static final Duration EVERY = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private boolean ahead;
    private long told = System.nanoTime();

    Offsets(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** To be called after every poll, once what it brought is taken or its position set back. */
    void moved(boolean any) {
        ahead |= any;
        if (ahead && sinceTold().compareTo(EVERY) >= 0) {
            consumer.commitAsync();
            ahead = false;
            told = System.nanoTime();
        }
    }

    /** How long a poll may wait for records, when the broker has then to be told. */
    Duration until(Duration longest) {
        if (!ahead) {
            return longest;
        }
        Duration left = EVERY.minus(sinceTold());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Duration sinceTold() {
        return Duration.ofNanos(System.nanoTime() - told);
    }

    /** Before partitions go to another. */
    void settle() {
        try {
            consumer.commitSync();
        } catch (KafkaException e) {
            LOG.debug("not told how far it came, so some is read again: {}", Causes.of(e));
        }
    }
}
