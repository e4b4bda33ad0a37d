package io.tidegate.dbagent.backup.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.dbagent.config.Store;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With Amazon's own client, against a server that speaks S3's protocol. */
final class S3StoreIT extends StoreContract {
    private static final Pattern PORT = Pattern.compile("Tomcat started on ports \\d+ \\(https\\), (\\d+) \\(http\\)");

    @SuppressWarnings("NullAway.Init")
    private static Process server;

    @SuppressWarnings("NullAway.Init")
    private static URI endpoint;

    @BeforeAll
    static void start(@TempDir Path logs) throws IOException {
        Path log = logs.resolve("log");
        server = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-jar",
                        Path.of("target", "s3mock", "s3mock.jar").toString(),
                        "--server.port=0",
                        "--http.port=0"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> PORT.matcher(Files.readString(log))
                .find());
        Matcher port = PORT.matcher(Files.readString(log));
        if (port.find()) {
            endpoint = URI.create("http://127.0.0.1:" + port.group(1));
        }
    }

    @AfterAll
    static void end() throws InterruptedException {
        server.destroy();
        if (!server.waitFor(10, TimeUnit.SECONDS)) {
            server.destroyForcibly();
        }
    }

    private Store.S3 settings(String bucket) throws IOException {
        return new Store.S3(
                bucket,
                "backups",
                "eu-central-1",
                endpoint,
                true,
                Files.writeString(directory.resolve("access"), "AKIAEXAMPLE\n"),
                Files.writeString(directory.resolve("secret"), "very-secret\n"));
    }

    @Override
    BackupStore store() throws Exception {
        String bucket = "b-" + UUID.randomUUID();
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.send(
                    HttpRequest.newBuilder(endpoint.resolve("/" + bucket))
                            .PUT(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
        return Stores.open(settings(bucket));
    }

    @Test
    void aBucketThatIsNotThereIsNamedAndNoSecretIsSaid() throws Exception {
        Path file = Files.writeString(directory.resolve("a"), "content");
        try (BackupStore store = Stores.open(settings("no-such-bucket"))) {
            assertThatThrownBy(() -> store.put("k", file, Sha256.of(file)))
                    .hasMessageContaining("s3://no-such-bucket/backups/ does not take k")
                    .hasMessageContaining("NoSuchBucket")
                    .hasMessageNotContaining("very-secret");
        }
    }
}
