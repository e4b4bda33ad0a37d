package io.tidegate.dbagent.d1;

import io.tidegate.dbagent.backup.Content;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.record.DurableFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * All of a D1 database in a directory, and what was in it.
 *
 * @param snapshot of a remote database the point in time at which it stood before, to travel back to
 */
record Dump(String snapshot, Content content) {
    /** A local database as a file of SQLite. */
    static final String FILE = "database.sqlite";
    /** A remote one as SQL. */
    static final String SQL = "database.sql";

    private static final String ONLINE = "online backup";

    /** The database goes on answering, except that Cloudflare lets nobody in while it exports. */
    static Dump take(D1Run run, Path directory) throws D1Exception, IOException, InterruptedException {
        DurableFiles.directory(directory);
        return switch (run.d1().place()) {
            case AgentConfig.D1.Local local -> local(run, SqliteFile.of(run.d1(), local), directory.resolve(FILE));
            case AgentConfig.D1.Remote remote -> remote(run, directory);
        };
    }

    private static Dump local(D1Run run, SqliteFile target, Path file)
            throws D1Exception, IOException, InterruptedException {
        target.backUp(file, run.progress());
        D1Run.checkInterrupt();
        return new Dump(ONLINE, sound(new SqliteFile(file), run));
    }

    private static Dump remote(D1Run run, Path directory) throws D1Exception, IOException, InterruptedException {
        Wrangler wrangler = run.wrangler();
        String bookmark = wrangler.bookmark();
        run.doing("exporting the database");
        wrangler.export(directory.resolve(SQL));
        try (Copy copy = run.copy("export")) {
            run.doing("reading the export");
            Content content = sound(copy.restore(directory), run);
            List<String> unequal = Counts.differences(content, run.database());
            if (!unequal.isEmpty()) {
                throw new D1Exception(
                        "not-equal",
                        "the export is not what the database has; was it written to meanwhile? "
                                + String.join("; ", unequal));
            }
            return new Dump(bookmark, content);
        }
    }

    private static Content sound(SqliteFile file, D1Run run) throws D1Exception, IOException, InterruptedException {
        run.doing("checking the copy");
        List<String> faults = file.faults();
        if (!faults.isEmpty()) {
            throw new D1Exception(
                    "damaged", "SQLite finds the copy of the database damaged: " + String.join("; ", faults));
        }
        return file.content(run.progress());
    }
}
