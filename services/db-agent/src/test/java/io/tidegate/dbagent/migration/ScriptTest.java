package io.tidegate.dbagent.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Flyway's parser knows of statements that cannot be in a transaction. */
final class ScriptTest {
    private static boolean mayBeInTransaction(String sql) {
        return Script.of("one.sql", sql + ";").statements().getFirst().mayBeInTransaction();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX CONCURRENTLY i ON t (a)",
                "CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)",
                "DROP INDEX CONCURRENTLY i",
                "VACUUM t",
                "REINDEX DATABASE d",
                "CREATE DATABASE d",
                "CREATE TABLESPACE s LOCATION '/x'",
                "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p",
                "ALTER SYSTEM SET work_mem = '1MB'"
            })
    void itSeesByItself(String sql) {
        assertThat(mayBeInTransaction(sql)).isFalse();
    }

    /** {@code SqlMigrationIT} runs such a statement: the server's refusal is what tells. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "REINDEX INDEX CONCURRENTLY i",
                "ALTER TABLE t DETACH PARTITION p CONCURRENTLY",
                "REINDEX TABLE t"
            })
    void itDoesNotSee(String sql) {
        assertThat(mayBeInTransaction(sql)).isTrue();
    }
}
