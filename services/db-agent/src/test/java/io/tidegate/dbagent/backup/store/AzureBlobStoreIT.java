package io.tidegate.dbagent.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobServiceClientBuilder;
import io.tidegate.dbagent.config.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With Azure's own client, against Microsoft's emulator of the store. */
final class AzureBlobStoreIT extends StoreContract {
    private String container = "";

    @Override
    BackupStore store() throws IOException {
        Store.AzureBlob settings = ObjectServers.container(directory);
        container = settings.container();
        return Stores.open(settings);
    }

    private Store.AzureBlob settings(String container, String connectionString) throws IOException {
        Path secret = Files.writeString(directory.resolve("connection"), connectionString + "\n");
        return new Store.AzureBlob(container, "some/prefix", secret);
    }

    @Test
    void aBlobThatSomebodyElseHasPutInItsPlaceIsNotTakenForOurs() throws Exception {
        Path file = Files.writeString(directory.resolve("x"), "soto");
        try (BackupStore store = store()) {
            store.put("a", file, Sha256.of(file));
            new BlobServiceClientBuilder()
                    .connectionString(ObjectServers.azure())
                    .buildClient()
                    .getBlobContainerClient(container)
                    .getBlobClient("some/prefix/a")
                    .upload(BinaryData.fromString("sota"), true);

            assertThat(store.holds("a", file, Sha256.of(file))).isFalse();
        }
    }

    @Test
    void aContainerThatIsNotThereIsSaidWithItsMend() throws Exception {
        Path file = Files.writeString(directory.resolve("x"), "x");
        try (BackupStore other = Stores.open(settings("no-such-container", ObjectServers.azure()))) {
            assertThatThrownBy(() -> other.put("a", file, Sha256.of(file)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no-such-container/some/prefix/ does not take a")
                    .hasMessageContaining("make the container");
        }
    }

    @Test
    void aWrongKeyIsSaidWithoutIt() throws Exception {
        String wrong = ObjectServers.azure().replaceFirst("AccountKey=[^;]*", "AccountKey=c2VjcmV0LXdyb25n");
        try (BackupStore other = Stores.open(settings("backups", wrong))) {
            assertThatThrownBy(() -> other.list(""))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("renew it")
                    .hasMessageNotContaining("c2VjcmV0LXdyb25n");
        }
    }

    @Test
    void aFileWithoutAConnectionStringIsNamedAndNotRepeated() {
        assertThatThrownBy(() -> Stores.open(settings("backups", "hunter2=")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("connection holds no connection string")
                .hasNoCause()
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void withoutAFileTheEnvironmentsConnectionStringHolds() throws Exception {
        Store.AzureBlob named = ObjectServers.container(directory);
        var settings = new Store.AzureBlob(named.container(), null, null);

        try (BackupStore store = new AzureBlobStore(settings, Map.of(AzureBlobStore.VARIABLE, ObjectServers.azure()))) {
            assertThat(store.list("")).isEmpty();
        }
        assertThatThrownBy(() -> new AzureBlobStore(settings, Map.of()))
                .hasMessageContaining(
                        "name its file with connection-string-file, or set AZURE_STORAGE_CONNECTION_STRING");
    }

    @Test
    void aStoreThatIsSilentCanBeCancelled() throws Exception {
        try (var silent = new SilentServer();
                BackupStore other = Stores.open(settings(
                        "backups",
                        ObjectServers.azure()
                                .replaceFirst(
                                        "BlobEndpoint=[^;]*", "BlobEndpoint=" + silent.address() + "/kitchen")))) {
            silent.cancelWhileWaiting(other);
        }
    }

    @Test
    void aStoreThatFallsSilentInTheMiddleOfAFileCanBeCancelled() throws Exception {
        Path file = Files.writeString(directory.resolve("x"), "soto");
        String sha256 = Sha256.of(file);
        try (var silent = new FallingSilent();
                BackupStore other = Stores.open(settings(
                        "backups",
                        ObjectServers.azure()
                                .replaceFirst(
                                        "BlobEndpoint=[^;]*", "BlobEndpoint=" + silent.address() + "/kitchen")))) {
            silent.cancelWhileWaiting(() -> other.put("a", file, sha256));
        }
    }
}
