package io.tidegate.dbagent.preflight;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.backup.store.BackupStore;
import io.tidegate.dbagent.backup.store.Stores;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.config.MigrationSetHash;
import io.tidegate.dbagent.database.Sql;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.gate.GateCheck;
import io.tidegate.dbagent.metrics.Figures;
import io.tidegate.dbagent.metrics.MetricSources;
import io.tidegate.dbagent.metrics.Reading;
import io.tidegate.dbagent.program.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is around a target of any kind: the agent's disk, migrations and their pins, gates, stores. */
public final class Surroundings {
    private final AgentConfig config;
    private final Findings findings;

    public Surroundings(AgentConfig config, Findings findings) {
        this.config = config;
        this.findings = findings;
    }

    /**
     * @param server null where the target is none of PostgreSQL
     * @param output gets what the gates' tools print
     */
    public void look(@Nullable TargetServer server, Programs programs, Work.Preflight bounds, Path output)
            throws IOException, InterruptedException {
        new Room(bounds, findings).percent("backup-disk", Files.getFileStore(config.home()));
        migrations();
        gates(server, programs, output);
        stores();
        metrics(server);
    }

    private void gates(@Nullable TargetServer server, Programs programs, Path output)
            throws IOException, InterruptedException {
        try {
            GateCheck.faults(config, server, programs, output).forEach(findings::broken);
        } catch (SQLException e) {
            findings.broken("the gates: " + Sql.reason(e));
        }
    }

    /** That there is nothing to measure, as of an application that nobody uses at night, is no fault of the source. */
    private void metrics(@Nullable TargetServer server) throws InterruptedException {
        try (MetricSources sources = new MetricSources(config, server)) {
            sources.read(config.metrics().keySet()).forEach((name, reading) -> {
                switch (reading) {
                    case Reading.Value(double number) -> findings.fact(fact("metric-" + name, number, name));
                    case Reading.Nothing(String why) -> findings.fact(Fact.text("metric-" + name, why));
                    case Reading.Unreachable(String why) -> findings.broken("the metric '" + name + "' " + why);
                }
            });
        }
    }

    private Fact fact(String name, double number, String metric) {
        String unit = Objects.requireNonNull(config.metrics().get(metric)).unit();
        return new Fact(name, Figures.words(number, unit), number, unit, null);
    }

    private void stores() throws InterruptedException {
        for (var entry : config.stores().entrySet()) {
            try (BackupStore store = Stores.open(entry.getValue())) {
                int copies = store.list(config.target() + "/").size();
                findings.fact(Fact.number("store-" + entry.getKey(), copies, "files"));
            } catch (IOException e) {
                findings.broken("the store '" + entry.getKey() + "': " + e.getMessage());
            }
        }
    }

    private void migrations() throws IOException {
        List<String> changed = new ArrayList<>();
        for (var entry : config.migrations().entrySet()) {
            AgentConfig.MigrationSet set = entry.getValue();
            String hash = MigrationSetHash.of(set.directory());
            Fact fact = Fact.text("migrations-" + entry.getKey(), hash);
            findings.fact(set.sha256() == null ? fact : fact.within("as pinned: " + set.sha256()));
            if (set.sha256() != null && !set.sha256().equals(hash)) {
                changed.add(entry.getKey());
            }
        }
        changed.forEach(name -> findings.broken("the migration set '" + name
                + "' is not the one that the agent's configuration pins: its files have changed"));
    }
}
