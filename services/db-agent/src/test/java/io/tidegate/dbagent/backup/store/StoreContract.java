package io.tidegate.dbagent.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

            assertThat(store.holds("shop/w-1/dump/a b.gz", file, Sha256.of(file)))
                    .isTrue();
            store.get("shop/w-1/dump/a b.gz", directory.resolve("back"));
            assertThat(directory.resolve("back")).hasSameBinaryContentAs(file);
        }
    }

    @Test
    void aLargeFileArrivesWhole() throws Exception {
        Path file = file("large", random(LARGE));
        try (BackupStore store = store()) {
            store.put("shop/w-1/dump/large", file, Sha256.of(file));

            assertThat(store.holds("shop/w-1/dump/large", file, Sha256.of(file)))
                    .isTrue();
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

            assertThat(store.holds("k", two, Sha256.of(two))).isTrue();
            assertThat(store.holds("k", one, Sha256.of(one))).isFalse();
            assertThat(store.list("")).containsExactly("k");
        }
    }

    @Test
    void whatIsNotThereIsNotThere() throws Exception {
        try (BackupStore store = store()) {
            Path file = file("a", random(1));
            assertThat(store.holds("nothing", file, Sha256.of(file))).isFalse();
            assertThatThrownBy(() -> store.get("nothing", directory.resolve("x")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("nothing")
                    .hasMessageContaining(store.location().replaceAll("/$", ""));
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

    @Test
    void anEmptyFileIsThereToo() throws Exception {
        Path file = file("empty", new byte[0]);
        try (BackupStore store = store()) {
            assertThat(store.holds("empty", file, Sha256.of(file))).isFalse();

            store.put("empty", file, Sha256.of(file));

            assertThat(store.holds("empty", file, Sha256.of(file))).isTrue();
            store.get("empty", directory.resolve("back"));
            assertThat(directory.resolve("back")).isEmptyFile();
        }
    }

    @Test
    void aFileOfTheSameSizeIsNotTakenForAnother() throws Exception {
        Path file = file("a", random(1000));
        Path large = file("large", random(LARGE));
        try (BackupStore store = store()) {
            store.put("a", file, Sha256.of(file));
            store.put("large", large, Sha256.of(large));
            byte[] changed = random(LARGE);
            changed[LARGE - 1] ^= 1;
            Path other = file("other", changed);
            changed = random(1000);
            changed[999] ^= 1;
            Path otherSmall = file("other-small", changed);

            assertThat(store.holds("a", otherSmall, Sha256.of(otherSmall))).isFalse();
            assertThat(store.holds("large", other, Sha256.of(other))).isFalse();
        }
    }

    @Test
    void aFileThatIsNotWhatItIsSaidToBeIsRefusedAndNotThere() throws Exception {
        Path small = file("small", random(100));
        Path large = file("large", random(LARGE));
        String another = "0".repeat(64);
        try (BackupStore store = store()) {
            assertThatThrownBy(() -> store.put("small", small, another)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> store.put("large", large, another)).isInstanceOf(IOException.class);

            assertThat(store.list("")).isEmpty();
        }
    }

    @Test
    void aCancelledSendingLeavesNothingAndCanBeDoneAgain() throws Exception {
        Path file = file("large", random(LARGE));
        String sha256 = Sha256.of(file);
        try (BackupStore store = store()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> store.put("large", file, sha256)).isInstanceOf(InterruptedException.class);

            assertThat(Thread.interrupted()).isFalse();
            assertThat(store.list("")).isEmpty();
            store.put("large", file, sha256);
            assertThat(store.holds("large", file, sha256)).isTrue();
        }
    }

    @Test
    void keysMayHoldWhatFileNamesMay() throws Exception {
        Path file = file("a", random(10));
        String key = "shop/w-1/dump/toc = 1+2 é%41.dat";
        try (BackupStore store = store()) {
            store.put(key, file, Sha256.of(file));

            assertThat(store.list("shop/")).containsExactly(key);
            store.get(key, directory.resolve("back"));
            assertThat(directory.resolve("back")).hasSameBinaryContentAs(file);
        }
    }
}
