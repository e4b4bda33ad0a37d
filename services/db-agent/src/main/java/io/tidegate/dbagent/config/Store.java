package io.tidegate.dbagent.config;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where copies of backups go, away from the database's machine. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "driver")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Store.Directory.class, name = "directory"),
    @JsonSubTypes.Type(value = Store.S3.class, name = "s3"),
    @JsonSubTypes.Type(value = Store.AzureBlob.class, name = "azure-blob"),
})
public sealed interface Store {

    /** A directory of another machine or disk, mounted here. */
    record Directory(Path path) implements Store {}

    /**
     * A bucket of S3, or of a store that speaks its protocol.
     *
     * @param prefix before every key; none by default
     * @param region the SDK's own way to find it by default
     * @param endpoint of another store than Amazon's
     * @param pathStyle the bucket in the path and not in the host's name; other stores often want it
     * @param accessKeyFile with {@code secretKeyFile}: files with the key's two halves; the SDK's own way by default
     */
    record S3(
            String bucket,
            @Nullable String prefix,
            @Nullable String region,
            @Nullable URI endpoint,
            @Nullable Boolean pathStyle,
            @Nullable Path accessKeyFile,
            @Nullable Path secretKeyFile)
            implements Store {}

    /**
     * A container of Azure Blob Storage.
     *
     * @param prefix before every blob's name; none by default
     * @param connectionStringFile a file with the account's connection string; the environment's
     *     {@code AZURE_STORAGE_CONNECTION_STRING} by default
     */
    record AzureBlob(
            String container,
            @Nullable String prefix,
            @Nullable Path connectionStringFile) implements Store {}
}
