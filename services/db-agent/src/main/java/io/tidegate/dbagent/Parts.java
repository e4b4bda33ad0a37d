package io.tidegate.dbagent;

import io.micronaut.configuration.kafka.config.KafkaDefaultConfiguration;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.config.AgentConfigReader;
import io.tidegate.dbagent.d1.FileLock;
import io.tidegate.dbagent.database.AdvisoryLock;
import io.tidegate.dbagent.database.TargetLock;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.journal.FileJournal;
import io.tidegate.dbagent.journal.Journal;
import io.tidegate.dbagent.program.Programs;
import io.tidegate.dbagent.step.StepKinds;
import io.tidegate.dbagent.task.KafkaReports;
import io.tidegate.dbagent.task.KafkaTaskFeed;
import io.tidegate.dbagent.task.Reports;
import io.tidegate.dbagent.task.TaskDesk;
import io.tidegate.dbagent.task.Teller;
import io.tidegate.dbagent.task.Worker;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;

/** Puts the agent together. */
@Factory
final class Parts {

    /** The time; another clock can be put in its place. */
    @Singleton
    @Requires(missingBeans = Clock.class)
    Clock clock() {
        return Clock.systemUTC();
    }

    @Singleton
    AgentConfig config(@Value("${tidegate.agent.config}") Path file) {
        return AgentConfigReader.read(file);
    }

    @Singleton
    Programs programs(AgentConfig config) {
        return new Programs(config.home().resolve("programs"));
    }

    @Bean(preDestroy = "close")
    @Singleton
    TargetLock lock(AgentConfig config) {
        return switch (config.database()) {
            case AgentConfig.Postgres postgres ->
                new AdvisoryLock(new TargetServer(postgres, config.target()), config.target());
            case AgentConfig.D1 d1 -> FileLock.of(d1, config.home());
        };
    }

    @Bean(preDestroy = "close")
    @Singleton
    Journal journal(AgentConfig config, Clock clock) {
        return FileJournal.open(config.home().resolve("journal").resolve("journal.jsonl"), clock.instant());
    }

    @Singleton
    StepKinds kinds(AgentConfig config, Programs programs, Clock clock) {
        return Kinds.of(config, programs, clock);
    }

    @Bean(preDestroy = "close")
    @Singleton
    KafkaReports reports(KafkaDefaultConfiguration kafka, AgentConfig config, Clock clock) {
        return new KafkaReports(kafka.getConfig(), config.target(), clock);
    }

    @Bean(preDestroy = "close")
    @Singleton
    Teller teller(Journal journal, Reports reports, Clock clock) {
        return new Teller(journal, reports, clock);
    }

    @Bean(preDestroy = "close")
    @Singleton
    Worker worker(Journal journal, StepKinds kinds, TargetLock lock, Reports reports, Teller teller, Clock clock) {
        return new Worker(journal, kinds, lock, reports, teller, clock);
    }

    @Bean(preDestroy = "close")
    @Singleton
    KafkaTaskFeed feed(
            KafkaDefaultConfiguration kafka,
            AgentConfig config,
            TargetLock lock,
            Programs programs,
            Journal journal,
            Worker worker,
            Teller teller,
            Clock clock) {
        return new KafkaTaskFeed(
                kafka.getConfig(),
                config.target(),
                lock,
                () -> {
                    endLeftovers(programs);
                    worker.start();
                },
                new TaskDesk(journal, worker, teller, clock));
    }

    private static void endLeftovers(Programs programs) {
        try {
            programs.endLeftovers();
        } catch (IOException e) {
            throw new UncheckedIOException("what a killed agent has left cannot be looked up", e);
        }
    }
}
