package io.tidegate.dbagent.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.dbagent.config.Store;
import io.tidegate.local.process.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** With Amazon's own client, against a server that speaks S3's protocol. */
final class S3StoreIT extends StoreContract {
    private String bucket = "";

    @Override
    BackupStore store() throws IOException {
        Store.S3 settings = ObjectServers.bucket(directory);
        bucket = settings.bucket();
        return Stores.open(settings);
    }

    private Store.S3 settings(String named, URI endpoint) throws IOException {
        Store.S3 real = ObjectServers.bucket(directory);
        return new Store.S3(
                named, real.prefix(), real.region(), endpoint, true, real.accessKeyFile(), real.secretKeyFile());
    }

    @Test
    void objectsLieUnderThePrefix() throws Exception {
        Path file = Files.writeString(directory.resolve("x"), "x");
        try (BackupStore store = store();
                S3Client client = ObjectServers.client()) {
            store.put("kitchen/a", file, Sha256.of(file));

            assertThat(client.listObjectsV2(request -> request.bucket(bucket)).contents())
                    .singleElement()
                    .satisfies(object -> assertThat(object.key()).isEqualTo("some/prefix/kitchen/a"));
        }
    }

    @Test
    void partsThatAKilledAgentHasLeftAreTakenAway() throws Exception {
        try (BackupStore store = store();
                S3Client client = ObjectServers.client()) {
            for (String key : new String[] {"some/prefix/kitchen/w-1/dump/a", "some/prefix/school/w-1/dump/a"}) {
                client.createMultipartUpload(request -> request.bucket(bucket).key(key));
            }

            assertThat(store.endUnfinished("kitchen/")).isEqualTo(1);

            assertThat(client.listMultipartUploads(request -> request.bucket(bucket))
                            .uploads())
                    .singleElement()
                    .satisfies(upload -> assertThat(upload.key()).isEqualTo("some/prefix/school/w-1/dump/a"));
        }
    }

    @Test
    void anObjectThatSomebodyElseHasPutInItsPlaceIsNotTakenForOursWhateverItSaysOfItself() throws Exception {
        Path file = Files.writeString(directory.resolve("x"), "soto");
        String sha256 = Sha256.of(file);
        try (BackupStore store = store();
                S3Client client = ObjectServers.client()) {
            client.putObject(
                    request -> request.bucket(bucket).key("some/prefix/a").metadata(Map.of("sha256", sha256)),
                    RequestBody.fromString("sota"));

            assertThat(store.holds("a", file, sha256)).isFalse();
        }
    }

    @Test
    void aBucketThatIsNotThereIsNamedWithItsMendAndNoSecretIsSaid() throws Exception {
        Path file = Files.writeString(directory.resolve("a"), "content");
        try (BackupStore store = Stores.open(settings("no-such-bucket", ObjectServers.s3()))) {
            assertThatThrownBy(() -> store.put("k", file, Sha256.of(file)))
                    .hasMessageContaining("s3://no-such-bucket/some/prefix/ does not take k")
                    .hasMessageContaining("NoSuchBucket")
                    .hasMessageContaining("make the bucket")
                    .hasMessageNotContaining("very-secret");
        }
    }

    @Test
    void aStoreThatDoesNotAnswerIsNamedWithoutItsSecret() throws Exception {
        URI nobody = URI.create("http://127.0.0.1:" + Ports.free());
        try (BackupStore other = Stores.open(settings("backups", nobody))) {
            assertThatThrownBy(() -> other.list(""))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("s3://backups/some/prefix/ does not list its keys (it cannot be reached")
                    .hasMessageNotContaining("very-secret")
                    .hasMessageNotContaining("AKIDKITCHEN");
        }
    }

    @Test
    void aStoreThatIsSilentCanBeCancelled() throws Exception {
        try (var silent = new SilentServer();
                BackupStore other = Stores.open(settings("backups", silent.address()))) {
            silent.cancelWhileWaiting(other);
        }
    }

    @Test
    void aStoreThatFallsSilentInTheMiddleOfALargeFileCanBeCancelled() throws Exception {
        Path file = Files.write(directory.resolve("large"), new byte[S3Store.LEAST_PART + 1]);
        String sha256 = Sha256.of(file);
        try (var silent = new FallingSilent();
                BackupStore other = Stores.open(settings("backups", silent.address()))) {
            silent.cancelWhileWaiting(() -> other.put("a", file, sha256));
        }
    }
}
