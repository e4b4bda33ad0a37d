package io.tidegate.dbagent.backup.store;

import io.tidegate.dbagent.config.Store;
import java.io.IOException;

/** Opens the stores of the configuration. */
public final class Stores {
    private Stores() {}

    /** @throws IOException when its secrets cannot be read or used */
    public static BackupStore open(Store settings) throws IOException {
        return switch (settings) {
            case Store.Directory directory -> new DirectoryStore(directory.path());
            case Store.S3 s3 -> new S3Store(s3);
            case Store.AzureBlob azure -> new AzureBlobStore(azure, System.getenv());
        };
    }
}
