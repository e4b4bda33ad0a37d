package io.tidegate.dbagent.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which changes of rows are seen. */
@Infrastructure
final class ContentReaderIT {
    private static final String ROWS = """
            CREATE COLLATION any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
            CREATE DOMAIN amount AS integer;
            CREATE TYPE pair AS (a int, b text);
            CREATE TABLE none ();
            INSERT INTO none DEFAULT VALUES;
            CREATE TABLE "Odd ""row" (
                t int, "the Name" text, price numeric, ratio float8, code char(5), folded text COLLATE any_case,
                n amount, p pair, doc json, doc2 jsonb, pic bytea, at timestamptz, day date, tags text[], flag bool);
            INSERT INTO "Odd ""row"
            SELECT g, 'name ' || g, 1.5, 0.0, 'ab', 'Soto', g, ROW(g, 'x'::text)::pair, '{"a": 1}', '{"a": 1}', '\\x00',
                   '2026-01-01 00:00Z', '2026-01-01', '{a,b}', true FROM generate_series(1, 3) g;
            """;

    private static final List<String> CHANGES = List.of(
            "price = 1.50 WHERE t = 1",
            "ratio = '-0' WHERE t = 1",
            "ratio = 0.1 + 0.2 WHERE t = 1",
            "folded = 'soto' WHERE t = 1",
            "\"the Name\" = '' WHERE t = 1",
            "\"the Name\" = NULL WHERE t = 1",
            "code = 'abc' WHERE t = 1",
            "n = NULL WHERE t = 1",
            "p = ROW(1, NULL) WHERE t = 1",
            "doc = '{\"a\":1}' WHERE t = 1",
            "doc2 = '{\"a\": 1.0}' WHERE t = 1",
            "pic = '\\x0000' WHERE t = 1",
            "at = at + interval '1 microsecond' WHERE t = 1",
            "day = 'infinity' WHERE t = 1",
            "tags = '{a,NULL}' WHERE t = 1",
            "flag = NULL WHERE t = 1",
            // Values that change places between two rows.
            "\"the Name\" = 'name ' || (3 - t) WHERE t < 3",
            "n = 3 - n WHERE t < 3");

    private final Postgres postgres;
    private Connection connection;

    ContentReaderIT(Postgres postgres) throws SQLException {
        this.postgres = postgres;
        this.connection = connect();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                postgres.createDatabase("content_it"), postgres.adminUser(), postgres.adminPassword());
    }

    @BeforeEach
    void fill() throws SQLException {
        execute(ROWS);
        ContentReader.prepare(connection);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Content read(RowHash how) throws SQLException, InterruptedException {
        return ContentReader.read(connection, how, (percent, what) -> {});
    }

    @ParameterizedTest
    @EnumSource
    void everyChangeOfAValueIsSeen(RowHash how) throws Exception {
        Content before = read(how);
        connection.setAutoCommit(false);

        for (String change : CHANGES) {
            execute("UPDATE public.\"Odd \"\"row\" SET " + change);
            assertThat(before.differences(read(how))).as(change).containsExactly("Odd \"row has other rows");
            connection.rollback();
            ContentReader.prepare(connection);
        }

        assertThat(before.differences(read(how))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aCopyIsReadInTheWayOfWhatItIsComparedWith(RowHash how) throws Exception {
        Content other = read(how);

        Content like = ContentReader.readLike(other, connection, (percent, what) -> {});

        assertThat(like).isEqualTo(other);
        assertThat(RowHash.of(like)).isEqualTo(how);
    }
}
