package io.tidegate.scenarios.inside;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.tidegate.orchestrator.intake.KafkaIntake;
import io.tidegate.orchestrator.store.Commits;
import io.tidegate.scenarios.part.Part;
import java.net.URI;
import java.time.Clock;
import java.util.Map;

/** The orchestrator. */
public final class OrchestratorPart implements Part {
    private final EmbeddedServer server;
    private final Commits commits;

    public OrchestratorPart(Map<String, Object> settings, Clock clock) {
        server = Started.with(settings, clock);
        ApplicationContext context = server.getApplicationContext();
        commits = context.getBean(Commits.class);
        Started.await(context.getBean(KafkaIntake.class)::isAssigned);
    }

    @Override
    public URI address() {
        return server.getURI();
    }

    @Override
    public void timeMoved() {
        commits.happened();
    }

    @Override
    public void close() {
        server.getApplicationContext().close();
    }
}
