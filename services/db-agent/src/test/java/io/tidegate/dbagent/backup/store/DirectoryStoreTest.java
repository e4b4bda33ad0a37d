package io.tidegate.dbagent.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
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
    void aKeyCannotLeaveTheDirectory() throws Exception {
        Path file = Files.writeString(directory.resolve("a"), "content");
        try (BackupStore store = store()) {
            assertThatThrownBy(() -> store.put("../k", file, Sha256.of(file))).hasMessageContaining("leaves the store");
        }
    }

    @Test
    void aStoreThatIsNotMountedIsSaidAndNotReplacedByADirectoryOfThisMachine() throws Exception {
        Path file = Files.writeString(directory.resolve("a"), "content");
        Path gone = directory.resolve("gone");
        try (BackupStore store = Stores.open(new Store.Directory(gone))) {
            assertThatThrownBy(() -> store.list("")).hasMessageContaining("is it mounted?");
            assertThatThrownBy(() -> store.put("k", file, Sha256.of(file))).hasMessageContaining("is it mounted?");
        }
        assertThat(gone).doesNotExist();
    }

    @Test
    void aByteThatHasChangedThereShows() throws Exception {
        Path file = Files.writeString(directory.resolve("a"), "soto");
        try (BackupStore store = store()) {
            store.put("k", file, Sha256.of(file));

            Files.writeString(directory.resolve("store").resolve("k"), "sota");

            assertThat(store.holds("k", file, Sha256.of(file))).isFalse();
        }
    }

    @Test
    void aFileThatAKilledAgentHasHalfSentIsTakenAway() throws Exception {
        Path half =
                Files.createDirectories(directory.resolve("store/kitchen/w-1")).resolve("a.part");
        Files.writeString(half, "so");
        try (BackupStore store = store()) {
            assertThat(store.list("")).isEmpty();
            assertThat(store.endUnfinished("school/")).isZero();
            assertThat(store.endUnfinished("kitchen/")).isEqualTo(1);
        }
        assertThat(half).doesNotExist();
    }
}
