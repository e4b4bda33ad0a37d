package io.tidegate.scenarios.rig;

import io.tidegate.contracts.kafka.Topics;
import io.tidegate.scenarios.part.Part;
import io.tidegate.scenarios.part.PartLoader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;

/** A real agent beside each real database: its work is done at the moment of its task, however long it takes. */
final class RealAgents implements Agents {
    private static final PartLoader DB_AGENT = PartLoader.of("db-agent", "io.tidegate.scenarios.inside.DbAgentPart");

    private final List<String> targets;
    private final List<Part> agents;

    /** @param home a directory for what they write */
    RealAgents(String bootstrapServers, List<TargetDatabase> databases, Path home, Positions positions, Clock clock) {
        targets = databases.stream().map(TargetDatabase::target).toList();
        agents = databases.stream()
                .map(database -> Services.beside(() -> start(bootstrapServers, database, home, clock)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        targets.forEach(target -> positions.reads("db-agent-" + target, List.of(Topics.tasks(target))));
    }

    private static Part start(String bootstrapServers, TargetDatabase database, Path home, Clock clock) {
        return DB_AGENT.start(
                Map.of(
                        "micronaut.server.port",
                        -1,
                        "kafka.bootstrap.servers",
                        bootstrapServers,
                        "tidegate.agent.config",
                        database.configureAgent(home).toString()),
                clock);
    }

    @Override
    public List<String> targets() {
        return targets;
    }

    @Override
    public boolean isAlive() {
        return true;
    }

    @Override
    public void beat() {
        agents.forEach(Part::beat);
    }

    /** Nothing: what they do follows on a task. */
    @Override
    public Optional<Instant> next() {
        return Optional.empty();
    }

    /** They do so themselves. */
    @Override
    public void takeUpTo(Map<TopicPartition, Long> ends) {}

    /** They do so themselves. */
    @Override
    public boolean speak() {
        return false;
    }

    @Override
    public String atWork() {
        return agents.stream()
                .map(Part::atWork)
                .filter(work -> !work.isEmpty())
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        agents.stream()
                .map(agent -> Services.beside(() -> Services.closed(agent)))
                .toList()
                .forEach(CompletableFuture::join);
    }
}
