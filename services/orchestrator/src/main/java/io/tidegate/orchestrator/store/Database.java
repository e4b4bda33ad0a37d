package io.tidegate.orchestrator.store;

import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;

/** Transactions on the orchestrator's database. */
@Singleton
public final class Database {

    /** Work in a transaction. */
    @FunctionalInterface
    public interface Work<R> {
        R in(Connection connection) throws SQLException;
    }

    private final TransactionOperations<Connection> transactions;

    Database(TransactionOperations<Connection> transactions) {
        this.transactions = transactions;
    }

    public <R> R write(Work<R> work) {
        return transactions.execute(TransactionDefinition.DEFAULT, status -> run(work, status.getConnection()));
    }

    public <R> R read(Work<R> work) {
        return transactions.execute(TransactionDefinition.READ_ONLY, status -> run(work, status.getConnection()));
    }

    private static <R> R run(Work<R> work, Connection connection) {
        try {
            return work.in(connection);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /** The database refused a statement or did not answer. */
    public static final class DatabaseException extends RuntimeException {
        private static final long serialVersionUID = 1;

        DatabaseException(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
