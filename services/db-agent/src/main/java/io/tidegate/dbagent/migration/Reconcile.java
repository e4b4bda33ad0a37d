package io.tidegate.dbagent.migration;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.migration.PrismaHistory.Entry;
import io.tidegate.dbagent.step.Privilege;
import io.tidegate.dbagent.step.StepKind;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.RepairResult;

/**
 * Brings a tool's history in line with the database, because a person says so: what {@code flyway repair}, {@code flyway
 * baseline} and {@code prisma migrate resolve} do. Done already is done.
 */
public final class Reconcile implements StepKind {
    private final TargetServer server;
    private final AgentConfig config;

    public Reconcile(TargetServer server, AgentConfig config) {
        this.server = server;
        this.config = config;
    }

    @Override
    public Set<Privilege> needs(Work work) {
        return Set.of(Privilege.OWNER);
    }

    @Override
    public StepResult run(StepRequest request, StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        var work = (Work.Reconcile) request.work();
        return switch (MigrationSets.find(config, work.migrations())) {
            case MigrationSets.Found.Not(String code, String reason) -> failed(code, reason);
            case MigrationSets.Found.Set set -> {
                var run = new MigrationRun(
                        server,
                        server.name(),
                        MigrationSets.owner(server),
                        set,
                        UnitLog.none(),
                        progress,
                        StatementWatch.NONE);
                yield switch (work.driver()) {
                    case "flyway" -> flyway(work, run);
                    case "prisma" -> prisma(work, run);
                    default -> failed("no-such-driver", "only flyway and prisma keep a history to reconcile");
                };
            }
        };
    }

    private static StepResult flyway(Work.Reconcile work, MigrationRun run) {
        String version = work.migration();
        try {
            return switch (work.action()) {
                case "repair" -> {
                    RepairResult repaired = FlywayDriver.configure(run).load().repair();
                    yield new StepResult.Succeeded(List.of(
                            Fact.number("removed", repaired.migrationsRemoved.size(), "failed migrations"),
                            Fact.number("aligned", repaired.migrationsAligned.size(), "checksums"),
                            Fact.number("marked-deleted", repaired.migrationsDeleted.size(), "migrations")));
                }
                case "baseline" -> {
                    if (version == null) {
                        yield failed("no-migration", "'baseline' needs the version that the database is at: migration");
                    }
                    FlywayDriver.configure(run).baselineVersion(version).load().baseline();
                    yield new StepResult.Succeeded(List.of(Fact.text("baseline", version)));
                }
                default -> failed("no-such-action", "flyway has the actions baseline and repair");
            };
        } catch (FlywayException e) {
            return failed("not-reconciled", FlywayDriver.words(e, ""));
        }
    }

    private static StepResult prisma(Work.Reconcile work, MigrationRun run)
            throws SQLException, IOException, InterruptedException {
        String name = work.migration();
        if (name == null) {
            return failed("no-migration", "'" + work.action() + "' needs the migration's name: migration");
        }
        try (Connection connection = run.connect()) {
            var history = new PrismaHistory(connection);
            if (!history.lock()) {
                return failed("locked", "another migration with Prisma is under way: its lock was not free");
            }
            return switch (work.action()) {
                case "applied" ->
                    applied(history, PrismaMigrations.read(run.set().directory()), name);
                case "rolled-back" -> rolledBack(history, name);
                default -> failed("no-such-action", "prisma has the actions applied and rolled-back");
            };
        }
    }

    private static StepResult applied(PrismaHistory history, PrismaMigrations migrations, String name)
            throws SQLException {
        Optional<PrismaMigrations.Migration> migration = migrations.named(name);
        if (migration.isEmpty()) {
            return failed("no-such-migration", "there is no migration '" + name + "' among the files");
        }
        if (!history.isThere()) {
            history.create();
        }
        List<Entry> entries = of(history, name);
        if (entries.stream().anyMatch(entry -> entry.finished() && !entry.rolledBack())) {
            return new StepResult.Succeeded(List.of(Fact.text("was", "applied already")));
        }
        for (Entry entry : entries) {
            if (entry.isFailed()) {
                history.rolledBack(entry.id());
            }
        }
        history.applied(name, migration.get().script());
        return new StepResult.Succeeded(List.of(Fact.text("applied", name)));
    }

    private static StepResult rolledBack(PrismaHistory history, String name) throws SQLException {
        List<Entry> entries = history.isThere() ? of(history, name) : List.of();
        if (entries.isEmpty()) {
            return failed("no-such-migration", "Prisma's record has no migration '" + name + "'");
        }
        if (entries.stream().allMatch(Entry::finished)) {
            return failed(
                    "not-failed",
                    "the migration '" + name + "' has succeeded: Prisma marks only failed ones as rolled back");
        }
        for (Entry entry : entries) {
            if (entry.isFailed()) {
                history.rolledBack(entry.id());
            }
        }
        return new StepResult.Succeeded(List.of(Fact.text("rolled-back", name)));
    }

    private static List<Entry> of(PrismaHistory history, String name) throws SQLException {
        return history.entries().stream()
                .filter(entry -> entry.name().equals(name))
                .toList();
    }

    private static StepResult failed(String code, String reason) {
        return new StepResult.Failed(code, reason, List.of());
    }
}
