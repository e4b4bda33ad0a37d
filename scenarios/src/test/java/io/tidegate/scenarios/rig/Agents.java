package io.tidegate.scenarios.rig;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** The agents beside the databases, as whoever moves the time sees them. */
interface Agents extends AutoCloseable {
    List<String> targets();

    /** Are they heard at all? */
    boolean isAlive();

    /** Each says that it is there. */
    void beat();

    /** When one of them says something by itself. */
    Optional<Instant> next();

    /** Takes the tasks before these ends, where nobody else does. */
    void takeUpTo(Map<TopicPartition, Long> ends);

    /** Says what is due; false when nothing is. */
    boolean speak();

    /** What one of them is at, though the clock stands still; empty while all wait. */
    String atWork();

    @Override
    void close();
}
