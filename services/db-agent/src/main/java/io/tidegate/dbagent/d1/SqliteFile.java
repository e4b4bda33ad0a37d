package io.tidegate.dbagent.d1;

import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.backup.Content;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.record.DurableFiles;
import io.tidegate.dbagent.step.StepProgress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/** A local D1 database: a file of SQLite, which is there. */
final class SqliteFile implements D1Database {
    private static final int PERCENT = 100;
    private static final int BUSY_MILLIS = 5_000;
    /** The class whose objects keep D1's databases in Wrangler's local runtime; it names the directory too. */
    private static final String OBJECT = "miniflare-D1DatabaseObject";

    private static final int HALF_ID = 16;

    private final Path file;

    SqliteFile(Path file) {
        this.file = file;
    }

    /** @throws D1Exception when Wrangler has no such database there: it would make an empty one */
    static SqliteFile of(AgentConfig.D1 d1, AgentConfig.D1.Local local) throws D1Exception {
        Path file = place(d1, local);
        if (!Files.isRegularFile(file)) {
            throw new D1Exception(
                    "no-database",
                    "there is no local database with the id " + d1.id() + " in " + local.persistTo()
                            + ": set d1.id and d1.local.persist-to as the Worker has them");
        }
        return new SqliteFile(file);
    }

    /** Where Wrangler keeps it: the name is made of the id as the runtime makes that of a Durable Object. */
    static Path place(AgentConfig.D1 d1, AgentConfig.D1.Local local) {
        try {
            byte[] key = MessageDigest.getInstance("SHA-256").digest(OBJECT.getBytes(StandardCharsets.UTF_8));
            byte[] name = half(key, d1.id().getBytes(StandardCharsets.UTF_8));
            HexFormat hex = HexFormat.of();
            return local.persistTo()
                    .resolve(Path.of("v3", "d1", OBJECT))
                    .resolve(hex.formatHex(name) + hex.formatHex(half(key, name)) + ".sqlite");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] half(byte[] key, byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return Arrays.copyOf(mac.doFinal(text), HALF_ID);
    }

    Path path() {
        return file;
    }

    @Override
    public List<Found> ask(List<String> questions) throws D1Exception {
        return with(connection -> {
            List<Found> answers = new ArrayList<>();
            try (var statement = connection.createStatement()) {
                statement.execute("PRAGMA query_only = ON");
                for (String question : questions) {
                    try (ResultSet row = statement.executeQuery(question)) {
                        answers.add(found(row));
                    }
                }
            }
            return answers;
        });
    }

    private static Found found(ResultSet row) throws SQLException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        int columns = row.getMetaData().getColumnCount();
        while (row.next()) {
            List<@Nullable String> values = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
                values.add(text(row, i));
            }
            rows.add(values);
        }
        return new Found(rows);
    }

    private static @Nullable String text(ResultSet row, int column) throws SQLException {
        Object value = row.getObject(column);
        return value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1L << 53
                ? Long.toString(number.longValue())
                : row.getString(column);
    }

    @Override
    public String soundness() {
        return "PRAGMA integrity_check";
    }

    /** @return a sentence where the row is not refused as expected; the file is as it was afterwards */
    List<String> rejected(Work.Verify.Rejected expected) throws D1Exception {
        return with(connection -> Rejection.check(connection, expected));
    }

    /**
     * SQLite's online backup: the application may go on writing. The copy is one file, without a log beside it.
     *
     * @throws D1Exception {@code disk-full} when there is no room for it
     */
    void backUp(Path to, StepProgress progress) throws D1Exception, IOException {
        needRoom(to);
        with(connection -> {
            int result = connection
                    .unwrap(SQLiteConnection.class)
                    .getDatabase()
                    .backup(
                            "main",
                            to.toString(),
                            (remaining, pages) -> progress.doing(
                                    pages == 0 ? null : PERCENT * (pages - remaining) / pages,
                                    "copying the database: " + (pages - remaining) + " of " + pages + " pages"));
            if (result != 0) {
                throw new SQLException("SQLite's backup ended with " + result);
            }
            return true;
        });
        new SqliteFile(to).beAlone();
    }

    private void needRoom(Path to) throws D1Exception, IOException {
        Path disk = Objects.requireNonNull(to.getParent());
        long free = Files.getFileStore(disk).getUsableSpace();
        if (free < Files.size(file)) {
            throw new D1Exception(
                    "disk-full",
                    "a copy of the database needs about " + Files.size(file) + " bytes and the agent's disk has " + free
                            + " free: make room in " + disk);
        }
    }

    /**
     * Writes what is in the log to the file and removes the log.
     *
     * @throws D1Exception {@code not-closed} when somebody else has the database open
     */
    void beAlone() throws D1Exception {
        try {
            with(connection -> {
                try (var statement = connection.createStatement();
                        var row = statement.executeQuery("PRAGMA journal_mode = DELETE")) {
                    row.next();
                    if (!row.getString(1).equals("delete")) {
                        throw new SQLException("the journal stays " + row.getString(1));
                    }
                    return true;
                }
            });
        } catch (D1Exception e) {
            throw new D1Exception(
                    "not-closed",
                    "another program has the database open: stop the Worker first (" + e.getMessage() + ")",
                    e);
        }
    }

    /** Of all tables, at one moment. */
    Content content(StepProgress progress) throws D1Exception {
        return with(connection -> {
            connection.setAutoCommit(false);
            try {
                return SqliteContent.read(connection, progress);
            } finally {
                connection.rollback();
            }
        });
    }

    private interface Using<R> {
        R use(Connection connection) throws SQLException;
    }

    private <R> R with(Using<R> using) throws D1Exception {
        String url = "jdbc:sqlite:" + file.toUri().toString().replaceFirst("^file:/+", "file:/") + "?mode=rw";
        try (Connection connection = DriverManager.getConnection(url)) {
            try (var statement = connection.createStatement()) {
                statement.execute("PRAGMA busy_timeout = " + BUSY_MILLIS);
            }
            return using.use(connection);
        } catch (SQLException e) {
            throw new D1Exception("database-error", reason(e), e);
        }
    }

    /** SQLite's sentences name tables and columns and repeat no value. */
    private static String reason(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** Puts another file in this one's place, at once or not at all. */
    void replaceWith(Path other) throws D1Exception, IOException {
        beAlone();
        DurableFiles.move(other, file);
    }
}
