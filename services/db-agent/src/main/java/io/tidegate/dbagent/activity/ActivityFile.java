package io.tidegate.dbagent.activity;

import io.tidegate.contracts.json.Json;
import io.tidegate.dbagent.record.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where an agent keeps what it knows of its target's activity. */
public final class ActivityFile {
    private static final Logger LOG = LoggerFactory.getLogger(ActivityFile.class);

    private final Path file;

    /** @param home the agent's */
    public ActivityFile(Path home) {
        file = home.resolve("activity.json");
    }

    /** What cannot be read is begun anew: it is worth a week of looking, and no more. */
    public Activity read() throws IOException {
        if (!Files.exists(file)) {
            return Activity.none();
        }
        try {
            Activity read = Json.read(Files.readAllBytes(file), Activity.class);
            if (read.hours().size() == Activity.WEEK) {
                return read;
            }
            LOG.warn(
                    "{} has {} hours and not those of a week; it is begun anew",
                    file,
                    read.hours().size());
        } catch (UncheckedIOException e) {
            LOG.warn("{} cannot be read and is begun anew: {}", file, String.valueOf(e.getMessage()));
        }
        return Activity.none();
    }

    public void write(Activity activity) throws IOException {
        DurableFiles.replace(file, Json.write(activity));
    }
}
