package io.tidegate.dbagent.d1;

import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.record.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A local D1 database in a directory of the agent's own, wherever the target is. Gone when it is closed. */
final class Copy implements AutoCloseable {
    private final AgentConfig.D1 d1;
    private final AgentConfig.D1.Local place;
    private final D1Run run;

    Copy(AgentConfig.D1 target, D1Run run, Path directory) {
        this.place = new AgentConfig.D1.Local(directory);
        this.d1 = new AgentConfig.D1(target.name(), target.id(), target.migrationsTable(), target.wrangler(), place);
        this.run = run;
    }

    /** Anew, from what {@link Dump} has taken. */
    SqliteFile restore(Path dump) throws D1Exception, IOException, InterruptedException {
        close();
        Path file = SqliteFile.place(d1, place);
        DurableFiles.directory(Objects.requireNonNull(file.getParent()));
        if (Files.exists(dump.resolve(Dump.SQL))) {
            wrangler().executeFile(dump.resolve(Dump.SQL));
        } else {
            Files.copy(dump.resolve(Dump.FILE), file);
        }
        return file();
    }

    /** Anew, as another database stands now. */
    SqliteFile backUp(SqliteFile other) throws D1Exception, IOException {
        close();
        Path file = SqliteFile.place(d1, place);
        DurableFiles.directory(Objects.requireNonNull(file.getParent()));
        other.backUp(file, run.progress());
        return file();
    }

    /** Anew, from nothing but files that are applied. */
    SqliteFile apply(Path migrations) throws D1Exception, IOException, InterruptedException {
        close();
        wrangler().apply(migrations);
        return file();
    }

    SqliteFile file() throws D1Exception {
        return SqliteFile.of(d1, place);
    }

    Wrangler wrangler() {
        return run.wrangler(d1);
    }

    @Override
    public void close() throws IOException {
        DurableFiles.delete(place.persistTo());
    }
}
