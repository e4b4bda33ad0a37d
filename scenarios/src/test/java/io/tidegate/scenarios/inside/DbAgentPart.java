package io.tidegate.scenarios.inside;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.tidegate.contracts.report.Report;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.journal.Journal;
import io.tidegate.dbagent.task.KafkaReports;
import io.tidegate.dbagent.task.KafkaTaskFeed;
import io.tidegate.dbagent.task.Worker;
import io.tidegate.scenarios.part.Part;
import java.net.URI;
import java.time.Clock;
import java.util.Map;

/** An agent beside its database. Its work takes the time that it takes, while the clock stands still. */
public final class DbAgentPart implements Part {
    private final EmbeddedServer server;
    private final Journal journal;
    private final Worker worker;
    private final KafkaReports reports;
    private final String target;

    public DbAgentPart(Map<String, Object> settings, Clock clock) {
        server = Started.with(settings, clock);
        ApplicationContext context = server.getApplicationContext();
        journal = context.getBean(Journal.class);
        worker = context.getBean(Worker.class);
        reports = context.getBean(KafkaReports.class);
        target = context.getBean(AgentConfig.class).target();
        Started.await(context.getBean(KafkaTaskFeed.class)::isAssigned);
    }

    @Override
    public URI address() {
        return server.getURI();
    }

    @Override
    public void beat() {
        reports.beat(new Report.AgentBeat(target, "in a scenario", worker.attempts()));
    }

    /** What has ended is told a moment later: so it is looked at in that order. */
    @Override
    public String atWork() {
        return !journal.unfinished().isEmpty()
                ? "the agent of " + target + " works"
                : journal.untold().isEmpty() ? "" : "the agent of " + target + " has something to tell";
    }

    @Override
    public void close() {
        server.getApplicationContext().close();
    }
}
