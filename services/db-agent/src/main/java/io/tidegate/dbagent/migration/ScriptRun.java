package io.tidegate.dbagent.migration;

import io.tidegate.dbagent.database.Sql;
import io.tidegate.dbagent.migration.Script.Control;
import io.tidegate.dbagent.migration.Script.Statement;
import io.tidegate.dbagent.step.StepProgress;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.internal.jdbc.JdbcTemplate;
import org.flywaydb.database.postgresql.PostgreSQLDatabaseType;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.util.ServerErrorMessage;

/** Runs scripts on a connection, statement by statement, and notes each unit before it begins and when it is done. */
final class ScriptRun {
    /** The statement cannot stand in a transaction (PostgreSQL, Appendix A: active_sql_transaction). */
    private static final String NOT_IN_TRANSACTION = "25001";

    private final Connection connection;
    private final String set;
    private final UnitLog units;
    private final StepProgress progress;
    private final StatementWatch watch;
    private int count;
    /** A unit whose transaction is open and has no number yet. */
    private @Nullable Unit opened;

    private @Nullable Unit numbered;

    private boolean fileIsNew;
    private String place = "";
    private String text = "";

    ScriptRun(Connection connection, MigrationRun run) {
        this.connection = connection;
        this.set = run.set().hash();
        this.units = run.units();
        this.progress = run.progress();
        this.watch = run.watch();
    }

    /** Statements that have succeeded. */
    int count() {
        return count;
    }

    /** All of it in one transaction. */
    void together(String unitName, List<Script> scripts) throws SQLException, IOException, InterruptedException {
        sql("BEGIN");
        Unit unit = new Unit(set, unitName, 0, null, false);
        opened = unit;
        try {
            for (Script script : scripts) {
                fileIsNew = true;
                for (Statement statement : script.statements()) {
                    run(script, statement);
                }
            }
            sql("COMMIT");
        } catch (SQLException e) {
            rollBack(e);
            throw e;
        }
        units.note((numbered == null ? unit : numbered).asDone());
    }

    /**
     * As a server runs a text of several statements that it gets in one message: together, until one of them ends the
     * transaction; and a single one as it is (PostgreSQL, Multiple Statements in a Simple Query). Noted as one unit of
     * that file, whose end the server can tell later unless the file ends transactions itself or has to stay outside.
     */
    void asOneText(Script script) throws SQLException, IOException, InterruptedException {
        fileIsNew = true;
        boolean plain = script.statements().stream().allMatch(statement -> statement.control() == Control.NONE);
        boolean single = script.statements().size() == 1;
        try {
            if (!plain) {
                units.note(new Unit(set, script.file(), 1, null, false));
                withItsOwnTransactions(script);
            } else if (!single) {
                sql("BEGIN");
                opened = new Unit(set, script.file(), 1, null, false);
                for (Statement statement : script.statements()) {
                    run(script, statement);
                }
                sql("COMMIT");
            } else if (script.statements().getFirst().mayBeInTransaction()) {
                inside(script, script.statements().getFirst());
            } else {
                outside(script, script.statements().getFirst());
            }
        } catch (SQLException e) {
            rollBack(e);
            throw e;
        }
    }

    private void withItsOwnTransactions(Script script) throws SQLException, IOException, InterruptedException {
        for (Statement statement : script.statements()) {
            if (isIdle() && statement.control() == Control.NONE) {
                sql("BEGIN");
            }
            run(script, statement);
        }
        if (!isIdle()) {
            sql("COMMIT");
        }
    }

    /** Each statement for itself, except where the file opens a transaction. */
    void oneByOne(Script script, int from) throws SQLException, IOException, InterruptedException {
        fileIsNew = true;
        try {
            for (Statement statement : script.statements()) {
                if (statement.number() >= from) {
                    oneByOne(script, statement);
                }
            }
            if (!isIdle()) {
                throw new SQLException(script.file() + " opens a transaction and does not end it", "25000");
            }
        } catch (SQLException e) {
            rollBack(e);
            throw e;
        }
    }

    private void oneByOne(Script script, Statement statement) throws SQLException, IOException, InterruptedException {
        if (!isIdle()) {
            run(script, statement);
        } else if (statement.control() == Control.NONE && statement.mayBeInTransaction()) {
            inside(script, statement);
        } else if (statement.control() == Control.OPENS) {
            run(script, statement);
            opened = new Unit(set, script.file(), statement.number(), null, false);
            return;
        } else {
            outside(script, statement);
        }
        if (isIdle()) {
            units.note(new Unit(set, script.file(), statement.number(), null, true));
        }
    }

    /** In a transaction of its own, so that the server can say later whether it was done. */
    private void inside(Script script, Statement statement) throws SQLException, IOException, InterruptedException {
        sql("BEGIN");
        opened = new Unit(set, script.file(), statement.number(), null, false);
        try {
            run(script, statement);
            sql("COMMIT");
        } catch (SQLException e) {
            rollBack(e);
            if (!NOT_IN_TRANSACTION.equals(e.getSQLState())) {
                throw e;
            }
            outside(script, statement);
        }
    }

    private void outside(Script script, Statement statement) throws SQLException, IOException, InterruptedException {
        units.note(new Unit(set, script.file(), statement.number(), null, false));
        try {
            run(script, statement);
        } catch (SQLException e) {
            if (Sql.serverMessage(e) != null) {
                // The server has said that it failed: that is no interruption.
                units.note(new Unit(set, script.file(), statement.number() - 1, null, true));
            }
            throw e;
        }
    }

    private void run(Script script, Statement statement) throws SQLException, IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before " + script.file() + ", statement " + statement.number());
        }
        place = script.file() + ", statement " + statement.number() + ", line " + statement.line() + ": ";
        text = statement.sql();
        progress.doing(null, script.file() + ", statement " + statement.number());
        if (Script.isPreamble(text)) {
            execute(statement);
            count++;
            return;
        }
        number();
        if (fileIsNew) {
            fileIsNew = false;
            watch.file(connection);
        }
        watch.begins(connection, script.file(), statement.number());
        long begun = System.nanoTime();
        execute(statement);
        count++;
        if (statement.control() == Control.NONE) {
            watch.ended(
                    connection,
                    script.file(),
                    statement.number(),
                    Duration.ofNanos(System.nanoTime() - begun).toMillis());
        }
    }

    /** Notes the open unit with its transaction's number, once there is something that the transaction may do. */
    private void number() throws SQLException, IOException {
        Unit unit = opened;
        if (unit != null) {
            opened = null;
            numbered = isIdle() ? unit : unit.in(transaction());
            units.note(numbered);
        }
    }

    /** Through the parser's own statement, which also knows the rows of a COPY. */
    private void execute(Statement statement) throws SQLException {
        var results = statement
                .parsed()
                .execute(
                        new JdbcTemplate(connection, new PostgreSQLDatabaseType()),
                        null,
                        new FluentConfiguration().placeholderReplacement(false));
        SQLException failed = results.getException();
        if (failed != null) {
            throw failed;
        }
    }

    /** Where the run stands, and what the server says of it. */
    String reason(SQLException e) {
        ServerErrorMessage server = Sql.serverMessage(e);
        boolean ofPsql = server != null
                && server.getPosition() > 0
                && server.getPosition() <= text.length()
                && text.charAt(server.getPosition() - 1) == '\\';
        return place
                + Sql.reason(e)
                + (ofPsql ? "; commands of psql, with a backslash, are no SQL: take them out of the file" : "");
    }

    private boolean isIdle() throws SQLException {
        return connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.IDLE;
    }

    private long transaction() throws SQLException {
        return Sql.number(connection, "SELECT txid_current()");
    }

    private void sql(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void rollBack(SQLException failure) {
        try {
            if (!isIdle()) {
                sql("ROLLBACK");
            }
        } catch (SQLException e) {
            // The connection is gone, and with it the transaction.
            failure.addSuppressed(e);
        }
    }
}
