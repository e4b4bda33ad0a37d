package io.tidegate.dbagent.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store does. */
abstract class StoreContract {
    private static final int LARGE = (33 << 20) + 7;

    @TempDir
    protected Path directory = Path.of(".");

    /** An empty store. */
    abstract BackupStore store() throws Exception;

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(directory.resolve(name), content);
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @Test
    void whatIsPutIsThereAndComesBackAsItWas() throws Exception {
        Path file = file("a", random(1000));
        try (BackupStore store = store()) {
            store.put("shop/w-1/dump/a b.gz", file, Sha256.of(file));

            assertThat(store.find("shop/w-1/dump/a b.gz")).contains(new BackupStore.Stored(1000, Sha256.of(file)));
            store.get("shop/w-1/dump/a b.gz", directory.resolve("back"));
            assertThat(directory.resolve("back")).hasSameBinaryContentAs(file);
        }
    }

    @Test
    void aLargeFileArrivesWhole() throws Exception {
        Path file = file("large", random(LARGE));
        try (BackupStore store = store()) {
            store.put("shop/w-1/dump/large", file, Sha256.of(file));

            assertThat(store.find("shop/w-1/dump/large")).contains(new BackupStore.Stored(LARGE, Sha256.of(file)));
            store.get("shop/w-1/dump/large", directory.resolve("back"));
            assertThat(Sha256.of(directory.resolve("back"))).isEqualTo(Sha256.of(file));
        }
    }

    @Test
    void aSecondPutReplacesTheFirst() throws Exception {
        Path one = file("one", random(10));
        Path two = file("two", random(20));
        try (BackupStore store = store()) {
            store.put("k", one, Sha256.of(one));
            store.put("k", two, Sha256.of(two));

            assertThat(store.find("k")).contains(new BackupStore.Stored(20, Sha256.of(two)));
        }
    }

    @Test
    void whatIsNotThereIsNotThere() throws Exception {
        try (BackupStore store = store()) {
            assertThat(store.find("nothing")).isEqualTo(Optional.empty());
            assertThatThrownBy(() -> store.get("nothing", directory.resolve("x")))
                    .isInstanceOf(IOException.class);
            store.delete("nothing");
        }
    }

    @Test
    void keysAreListedByTheirBeginningAndDeleted() throws Exception {
        Path file = file("a", random(1));
        try (BackupStore store = store()) {
            for (String key : new String[] {"shop/w-2/x", "shop/w-1/y", "shop/w-1/x", "shopping/w-1/x"}) {
                store.put(key, file, Sha256.of(file));
            }

            assertThat(store.list("shop/w-1/")).containsExactly("shop/w-1/x", "shop/w-1/y");
            assertThat(store.list("shop/")).hasSize(3);
            store.delete("shop/w-1/x");
            assertThat(store.list("shop/w-1/")).containsExactly("shop/w-1/y");
        }
    }
}
