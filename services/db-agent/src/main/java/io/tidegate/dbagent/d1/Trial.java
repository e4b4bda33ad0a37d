package io.tidegate.dbagent.d1;

import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.record.DurableFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where bad rows are tried: on a copy, because Wrangler runs no transaction of the caller's and a row that is accepted
 * would stay. The copy is made when the first row is tried: of a local database by SQLite's online backup, of one with
 * Cloudflare by an export, during which that answers nobody. Gone when it is closed.
 */
final class Trial implements AutoCloseable {
    private final D1Run run;
    private final Copy copy;
    private @Nullable SqliteFile file;

    private Trial(D1Run run, @Nullable SqliteFile file) {
        this.run = run;
        this.copy = run.copy("trial");
        this.file = file;
    }

    /** For the target. */
    static Trial of(D1Run run) {
        return new Trial(run, null);
    }

    /** For a copy, which may be used itself. */
    static Trial on(D1Run run, SqliteFile copy) {
        return new Trial(run, copy);
    }

    SqliteFile file() throws D1Exception, IOException, InterruptedException {
        SqliteFile made = file == null ? make() : file;
        file = made;
        return made;
    }

    private SqliteFile make() throws D1Exception, IOException, InterruptedException {
        run.doing("copying the database, to try bad rows on the copy");
        return switch (run.d1().place()) {
            case AgentConfig.D1.Local local -> copy.backUp(SqliteFile.of(run.d1(), local));
            case AgentConfig.D1.Remote remote -> {
                Path export = run.records().path("trial-export");
                try {
                    DurableFiles.directory(export);
                    run.wrangler().export(export.resolve(Dump.SQL));
                    yield copy.restore(export);
                } finally {
                    DurableFiles.delete(export);
                }
            }
        };
    }

    @Override
    public void close() throws IOException {
        copy.close();
    }
}
