package io.tidegate.dbagent.backup.store;

import com.azure.storage.blob.BlobServiceClientBuilder;
import io.tidegate.dbagent.config.Store;
import io.tidegate.local.process.ChildProcess;
import io.tidegate.local.process.Directories;
import io.tidegate.local.process.Ports;
import io.tidegate.local.process.Root;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Object stores as processes of this machine: each starts when a test first asks, and ends with the JVM. */
public final class ObjectServers {
    private static final String AZURITE = "azurite@3.35.0";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final String ACCOUNT = "kitchen";
    private static final String KEY = "a2l0Y2hlbi1rZXktZm9yLXRlc3RzLWFuZC1ub3RoaW5nLWVsc2U=";

    private static @Nullable URI s3;
    private static @Nullable String azure;

    private ObjectServers() {}

    /** S3Mock's address. It takes any credentials. */
    static synchronized URI s3() {
        if (s3 == null) {
            int port = Ports.free();
            start(
                    "s3mock",
                    port,
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-jar",
                            programs().resolve("s3mock.jar").toString(),
                            "--server.port=0",
                            "--http.port=" + port));
            s3 = URI.create("http://127.0.0.1:" + port);
        }
        return s3;
    }

    /** The connection string of Azurite's account. */
    static synchronized String azure() throws IOException {
        if (azure == null) {
            int port = Ports.free();
            start(
                    "azurite",
                    port,
                    List.of(
                            "node",
                            azurite()
                                    .resolve("node_modules/azurite/dist/src/blob/main.js")
                                    .toString(),
                            "--blobHost",
                            "127.0.0.1",
                            "--blobPort",
                            Integer.toString(port),
                            "--inMemoryPersistence",
                            "--skipApiVersionCheck",
                            "--disableTelemetry",
                            "--silent"));
            azure = "DefaultEndpointsProtocol=http;AccountName=" + ACCOUNT + ";AccountKey=" + KEY
                    + ";BlobEndpoint=http://127.0.0.1:" + port + "/" + ACCOUNT + ";";
        }
        return azure;
    }

    /** A new bucket of that server, as a configuration describes it; its secrets go into files of the directory. */
    public static Store.S3 bucket(Path directory) throws IOException {
        String name = "backups-" + UUID.randomUUID();
        try (S3Client client = client()) {
            client.createBucket(request -> request.bucket(name));
        }
        Path access = Files.writeString(directory.resolve("access-key"), "AKIDKITCHEN\n");
        Path secret = Files.writeString(directory.resolve("secret-key"), "very-secret\n");
        return new Store.S3(name, "some/prefix", "eu-central-1", s3(), true, access, secret);
    }

    static S3Client client() {
        return S3Client.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .endpointOverride(s3())
                .region(Region.EU_CENTRAL_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("x", "y")))
                .build();
    }

    /** A new container of that account, as a configuration describes it. */
    public static Store.AzureBlob container(Path directory) throws IOException {
        String name = "backups-" + UUID.randomUUID();
        new BlobServiceClientBuilder().connectionString(azure()).buildClient().createBlobContainer(name);
        Path secret = Files.writeString(directory.resolve("connection-string"), azure() + "\n");
        return new Store.AzureBlob(name, "some/prefix", secret);
    }

    private static void start(String name, int port, List<String> command) {
        Path directory = Directories.temporary("tidegate-" + name + "-");
        ChildProcess process = ChildProcess.start(
                name, command, Map.of("AZURITE_ACCOUNTS", ACCOUNT + ":" + KEY), directory.resolve("log"));
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            process.close();
                            Directories.delete(directory);
                        },
                        "end " + name));
        process.await(() -> listens(port), START_LIMIT);
    }

    private static boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Path programs() {
        return Root.path().resolve("services/db-agent/target/object-stores");
    }

    /** Brought by npm, once; under its name only when it is whole. */
    private static Path azurite() throws IOException {
        Path installed = programs().resolve("azurite");
        if (!Files.isDirectory(installed)) {
            if (!isOnPath("node") || !isOnPath("npm")) {
                throw new IllegalStateException("Azure's store is tested against Azurite, which comes from npm: install"
                        + " Node.js 18 or later with npm, for instance: apt-get install nodejs npm");
            }
            Files.createDirectories(programs());
            Path fresh = Files.createTempDirectory(programs(), "azurite-");
            ChildProcess.run(
                    "npm install " + AZURITE,
                    List.of("npm", "install", "--no-audit", "--no-fund", "--prefix", fresh.toString(), AZURITE),
                    Map.of(),
                    fresh.resolve("npm.log"));
            Files.move(fresh, installed, StandardCopyOption.ATOMIC_MOVE);
        }
        return installed;
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
