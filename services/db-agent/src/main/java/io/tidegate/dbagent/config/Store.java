package io.tidegate.dbagent.config;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;

/** Where copies of backups go, away from the database's machine. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "driver")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Store.Directory.class, name = "directory"),
})
public sealed interface Store {

    /** A directory of another machine or disk, mounted here. */
    record Directory(Path path) implements Store {}
}
