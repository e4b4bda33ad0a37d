package io.tidegate.dbagent;

import io.micronaut.configuration.kafka.config.KafkaDefaultConfiguration;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.scheduling.annotation.Scheduled;
import io.tidegate.contracts.report.Report;
import io.tidegate.dbagent.activity.ActivityFile;
import io.tidegate.dbagent.activity.ActivitySampler;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.swap.LeftDatabases;
import io.tidegate.dbagent.task.KafkaTaskFeed;
import io.tidegate.dbagent.task.KafkaTopics;
import io.tidegate.dbagent.task.Reports;
import io.tidegate.dbagent.task.Teller;
import io.tidegate.dbagent.task.Worker;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;

/** Sets the agent going, and lets it be heard. */
@Singleton
class Upkeep implements ApplicationEventListener<StartupEvent> {
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final String VERSION = version();

    private final KafkaDefaultConfiguration kafka;
    private final AgentConfig config;
    private final KafkaTaskFeed feed;
    private final Teller teller;
    private final Worker worker;
    private final Reports reports;
    private final Clock clock;

    Upkeep(
            KafkaDefaultConfiguration kafka,
            AgentConfig config,
            KafkaTaskFeed feed,
            Teller teller,
            Worker worker,
            Reports reports,
            Clock clock) {
        this.kafka = kafka;
        this.config = config;
        this.feed = feed;
        this.teller = teller;
        this.worker = worker;
        this.reports = reports;
        this.clock = clock;
    }

    /** Without Kafka the agent starts too: what it had begun before a crash, it must not leave half done. */
    @Override
    public void onApplicationEvent(StartupEvent event) {
        teller.start();
        Thread.ofVirtual().name("begin").start(this::begin);
    }

    private void begin() {
        try {
            while (!KafkaTopics.ensure(kafka.getConfig(), config.target())) {
                Thread.sleep(BETWEEN_TRIES);
            }
            feed.start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Only the agent that holds the target's lock is heard. */
    @Scheduled(fixedDelay = "5s", initialDelay = "1s")
    void beat() {
        if (feed.isAssigned()) {
            reports.beat(new Report.AgentBeat(config.target(), VERSION, worker.attempts()));
        }
    }

    /** What windows have left beside the target goes when their plans' time is over; not while a step is at work. */
    @Scheduled(fixedDelay = "1h", initialDelay = "1m")
    void dropWhatIsKeptNoMore() throws SQLException, IOException {
        if (config.database() instanceof AgentConfig.Postgres postgres
                && feed.isAssigned()
                && worker.attempts().isEmpty()) {
            LeftDatabases.sweep(new TargetServer(postgres, config.target()), config.home(), clock.instant());
        }
    }

    /** While a step is at work, what happens is its doing and not the users'. */
    @Scheduled(fixedDelay = "1m", initialDelay = "20s")
    void lookAtActivity() throws IOException {
        if (config.database() instanceof AgentConfig.Postgres postgres && feed.isAssigned()) {
            var sampler = new ActivitySampler(
                    new TargetServer(postgres, config.target()), new ActivityFile(config.home()), clock);
            if (worker.attempts().isEmpty()) {
                sampler.sample();
            } else {
                sampler.pause();
            }
        }
    }

    private static String version() {
        String version = DbAgent.class.getPackage().getImplementationVersion();
        return version == null ? "unversioned" : version;
    }
}
