package io.tidegate.dbagent.backup.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.dbagent.config.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class DirectoryStoreTest extends StoreContract {

    @Override
    BackupStore store() throws IOException {
        return Stores.open(new Store.Directory(Files.createDirectories(directory.resolve("store"))));
    }

    @Test
    void aFileThatChangesOnItsWayIsRefused() throws Exception {
        Path file = Files.writeString(directory.resolve("a"), "content");
        try (BackupStore store = store()) {
            assertThatThrownBy(() -> store.put("k", file, "0".repeat(64))).hasMessageContaining("is not what was sent");
        }
    }

    @Test
    void aKeyCannotLeaveTheDirectory() throws Exception {
        Path file = Files.writeString(directory.resolve("a"), "content");
        try (BackupStore store = store()) {
            assertThatThrownBy(() -> store.put("../k", file, Sha256.of(file))).hasMessageContaining("leaves the store");
        }
    }

    @Test
    void aStoreThatIsNotMountedIsSaid() throws Exception {
        try (BackupStore store = Stores.open(new Store.Directory(directory.resolve("gone")))) {
            assertThatThrownBy(() -> store.list("")).hasMessageContaining("is it mounted?");
        }
    }
}
