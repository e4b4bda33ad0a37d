package io.tidegate.dbagent.verification;

import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.backup.Content;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.database.Sql;
import io.tidegate.dbagent.step.StepProgress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares a migrated database with what a plan expects of it. Leaves no row. */
public final class Verification {
    private static final int PERCENT = 100;

    private Verification() {}

    /**
     * @param before what was in the database before the migration
     * @param queries of the agent's configuration, by name
     * @return a sentence for everything that is not so; none when all is
     */
    public static List<String> unmet(
            Connection connection,
            Work.Verify work,
            Optional<Content> before,
            Map<String, AgentConfig.Query> queries,
            StepProgress progress)
            throws SQLException, InterruptedException {
        Map<String, Expectation> expectations = expectations(work, before, queries);
        List<String> unmet = new ArrayList<>();
        connection.setAutoCommit(false);
        int done = 0;
        for (Map.Entry<String, Expectation> expectation : expectations.entrySet()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the verification was interrupted");
            }
            progress.doing(PERCENT * done++ / expectations.size(), expectation.getKey());
            unmet.addAll(meet(connection, expectation.getValue()));
        }
        connection.rollback();
        connection.setAutoCommit(true);
        return unmet;
    }

    static int size(Work.Verify work) {
        return expectations(work, Optional.empty(), Map.of()).size();
    }

    private static Map<String, Expectation> expectations(
            Work.Verify work, Optional<Content> content, Map<String, AgentConfig.Query> queries) {
        Map<String, Expectation> all = new LinkedHashMap<>();
        work.tables().forEach(each -> all.put("table " + each, connection -> Structure.table(connection, each)));
        work.columns()
                .forEach(each -> all.put(
                        "column " + each.table() + "." + each.column(),
                        connection -> Structure.column(connection, each)));
        work.constraints()
                .forEach(each ->
                        all.put("constraint " + each.name(), connection -> Structure.constraint(connection, each)));
        work.indexes()
                .forEach(each -> all.put("index " + each.name(), connection -> Structure.index(connection, each)));
        work.counts()
                .forEach(each ->
                        all.put("rows of " + each.table(), connection -> Rows.count(connection, each, content)));
        work.filled()
                .forEach(each -> all.put(
                        "values of " + each.table() + "." + each.column(),
                        connection -> Rows.filled(connection, each)));
        work.rejects()
                .forEach(each -> all.put(
                        "a bad row for " + each.table() + " " + each.row(),
                        connection -> Rejection.check(connection, each)));
        work.atLeast()
                .forEach((what, least) ->
                        all.put("number of " + what, connection -> Whole.atLeast(connection, what, least)));
        work.sound().forEach(each -> all.put("soundness of " + each, connection -> Whole.sound(connection, each)));
        work.answers()
                .forEach(each ->
                        all.put("query " + each.query(), connection -> Answers.check(connection, each, queries)));
        return all;
    }

    /** A table that is not there makes a check fail as a statement; the others go on. */
    private static List<String> meet(Connection connection, Expectation expectation) throws SQLException {
        var before = connection.setSavepoint();
        List<String> unmet;
        try {
            unmet = expectation.unmet(connection);
        } catch (SQLException e) {
            unmet = List.of(Sql.reason(e));
        }
        // Fails, and with it the step, when the connection is what was wrong.
        connection.rollback(before);
        return unmet;
    }
}
