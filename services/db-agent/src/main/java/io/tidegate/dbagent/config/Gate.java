package io.tidegate.dbagent.config;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Something that stands between users and the database and can be closed: by the tool that the driver talks to. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "driver")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Gate.PostgresReadOnly.class, name = "postgres-read-only"),
})
public sealed interface Gate {

    /** The application's role may read and nothing else. */
    record PostgresReadOnly() implements Gate {}
}
