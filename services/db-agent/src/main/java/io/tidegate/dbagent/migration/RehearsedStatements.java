package io.tidegate.dbagent.migration;

import io.tidegate.dbagent.record.WindowRecords;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What the rehearsal of a window has measured, bound to the files that it ran.
 *
 * @param migrations hash of the migration set
 */
public record RehearsedStatements(String migrations, List<Statement> statements) {
    private static final String NAME = "rehearsal";

    /** @param number of the statement in its file, from 1 */
    public record Statement(String file, int number, long millis) {}

    static Optional<RehearsedStatements> read(WindowRecords records) throws IOException {
        return records.read(NAME, RehearsedStatements.class);
    }

    public void write(WindowRecords records) throws IOException {
        records.write(NAME, this);
    }

    /** What an earlier rehearsal of the window has left counts no more. */
    public static void remove(WindowRecords records) throws IOException {
        records.remove(NAME);
    }

    Optional<Statement> statement(String file, int number) {
        return statements.stream()
                .filter(statement -> statement.file().equals(file) && statement.number() == number)
                .findFirst();
    }
}
