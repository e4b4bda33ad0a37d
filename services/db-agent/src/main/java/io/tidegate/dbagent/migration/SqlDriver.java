package io.tidegate.dbagent.migration;

import io.tidegate.contracts.Fact;
import io.tidegate.dbagent.config.AgentConfig.Transaction;
import io.tidegate.dbagent.migration.Script.Control;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plain SQL files in the order of their names, stopping at the first error: in one transaction, or statement by
 * statement where the set's configuration says so. The files keep no history in the database, so a set runs once in a
 * window: what an interrupted run has done, its units and the server tell.
 */
final class SqlDriver implements MigrationDriver {

    @Override
    public StepResult run(MigrationRun run) throws SQLException, IOException, InterruptedException {
        List<Script> scripts;
        try {
            scripts = Script.all(run.set().directory());
        } catch (Script.UnreadableScriptException e) {
            return failed("unreadable", String.valueOf(e.getMessage()), List.of());
        }
        if (scripts.isEmpty()) {
            return failed("no-scripts", "the set '" + run.set().name() + "' has no file that ends in .sql", List.of());
        }
        boolean together = run.set().transaction() == Transaction.SET;
        Optional<String> unfit = together ? unfit(run, scripts) : Optional.empty();
        if (unfit.isPresent()) {
            return failed("not-in-transaction", unfit.get(), List.of());
        }
        try (Connection connection = run.connect()) {
            return together ? together(run, connection, scripts) : oneByOne(run, connection, scripts);
        }
    }

    /** What in the set cannot run in one transaction with the rest. */
    private static Optional<String> unfit(MigrationRun run, List<Script> scripts) {
        for (Script script : scripts) {
            for (Script.Statement statement : script.statements()) {
                boolean controls = statement.control() != Control.NONE;
                if (controls || !statement.mayBeInTransaction()) {
                    return Optional.of(script.file() + ", line " + statement.line() + ": this statement "
                            + (controls ? "opens or ends a transaction itself" : "cannot run in a transaction")
                            + ", and the set '" + run.set().name()
                            + "' runs as one: give it 'transaction: statement' in"
                            + " the agent's configuration");
                }
            }
        }
        return Optional.empty();
    }

    private static StepResult together(MigrationRun run, Connection connection, List<Script> scripts)
            throws SQLException, IOException, InterruptedException {
        Optional<Unit> last = run.units().last();
        if (last.isPresent()) {
            Unit unit = last.get();
            switch (unit.fate(connection)) {
                case DONE -> {
                    run.units().note(unit.asDone());
                    return unit.set().equals(run.set().hash()) ? done(run, 0, true) : changed(run);
                }
                case UNDONE -> {}
                case UNDER_WAY, UNKNOWN -> {
                    return failed(
                            "interrupted",
                            "an interrupted run of '" + run.set().name() + "' has begun transaction "
                                    + unit.transaction() + ", and the server does not say how it ended: look whether"
                                    + " its changes are there, then roll back, or resume once its session is gone",
                            facts(run, 0));
                }
            }
        }
        var scriptRun = new ScriptRun(connection, run);
        try {
            scriptRun.together("", scripts);
            return done(run, scriptRun.count(), false);
        } catch (SQLException e) {
            return failed(
                    "migration-failed",
                    scriptRun.reason(e) + ". Nothing of the set is in the database",
                    facts(run, scriptRun.count()));
        }
    }

    private static StepResult oneByOne(MigrationRun run, Connection connection, List<Script> scripts)
            throws SQLException, IOException, InterruptedException {
        Optional<Unit> last = run.units().last();
        if (last.isPresent() && !last.get().set().equals(run.set().hash())) {
            return changed(run);
        }
        Unit.Fate fate = last.isPresent() ? last.get().fate(connection) : Unit.Fate.UNDONE;
        if (last.isPresent() && (fate == Unit.Fate.UNKNOWN || fate == Unit.Fate.UNDER_WAY)) {
            return interrupted(run, last.get(), fate);
        }
        var scriptRun = new ScriptRun(connection, run);
        try {
            for (Script script : scripts) {
                scriptRun.oneByOne(script, from(script, last, fate));
            }
            return done(run, scriptRun.count(), false);
        } catch (SQLException e) {
            return failed(
                    "migration-failed",
                    scriptRun.reason(e) + ". What came before it stays done",
                    facts(run, scriptRun.count()));
        }
    }

    private static StepResult interrupted(MigrationRun run, Unit unit, Unit.Fate fate) throws IOException {
        String begun = "an interrupted run had begun " + unit.file() + ", statement " + unit.upTo();
        if (fate == Unit.Fate.UNDER_WAY) {
            // It may still be committed: its number stays noted, and the server says later what became of it.
            return failed(
                    "interrupted",
                    begun + ", and its transaction " + unit.transaction()
                            + " is still under way: resume once its session is gone",
                    facts(run, 0));
        }
        // A person who resumes has looked: the statement is tried again.
        run.units().note(new Unit(unit.set(), unit.file(), unit.upTo() - 1, null, true));
        return failed(
                "interrupted",
                begun + ", and nobody can say how it ended: look what it has done and take it away, then resume, which"
                        + " runs it again, or roll back",
                facts(run, 0));
    }

    /** The first statement of the script that is not done. */
    private static int from(Script script, Optional<Unit> last, Unit.Fate fate) {
        if (last.isEmpty() || last.get().file().compareTo(script.file()) < 0) {
            return 1;
        }
        Unit unit = last.get();
        if (unit.file().compareTo(script.file()) > 0) {
            return Integer.MAX_VALUE;
        }
        if (fate != Unit.Fate.DONE) {
            return unit.upTo();
        }
        return unit.done() ? unit.upTo() + 1 : afterTransaction(script, unit.upTo());
    }

    /** A transaction that the file itself opened was committed: everything up to its end is done. */
    private static int afterTransaction(Script script, int opened) {
        if (script.statements().get(opened - 1).control() != Control.OPENS) {
            return opened + 1;
        }
        return script.statements().stream()
                        .filter(statement -> statement.number() > opened && statement.control() == Control.ENDS)
                        .mapToInt(Script.Statement::number)
                        .findFirst()
                        .orElse(script.statements().size())
                + 1;
    }

    private static StepResult changed(MigrationRun run) {
        return failed(
                "scripts-changed",
                "the files of '" + run.set().name() + "' have changed since some of them ran in this window: give them"
                        + " their old text back, or roll back",
                List.of());
    }

    private static StepResult done(MigrationRun run, int statements, boolean before) {
        List<Fact> facts = new ArrayList<>(facts(run, statements));
        if (before) {
            facts.add(Fact.text("was", "done by an interrupted run"));
        }
        return new StepResult.Succeeded(facts);
    }

    private static List<Fact> facts(MigrationRun run, int statements) {
        return List.of(
                Fact.text("migrations-sha256", run.set().hash()),
                Fact.number("statements-run", statements, "statements"));
    }

    private static StepResult failed(String code, String reason, List<Fact> facts) {
        return new StepResult.Failed(code, reason, facts);
    }
}
