package io.tidegate.dbagent.backup.store;

import io.tidegate.dbagent.config.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket of S3. The store compares the SHA-256 of what arrives, of each part where a file is large, and refuses what
 * differs (Amazon S3, checking object integrity). What it holds is what its own checksum says.
 */
final class S3Store implements BackupStore {
    private static final Logger LOG = LoggerFactory.getLogger(S3Store.class);
    private static final int NOT_FOUND = 404;
    /** A part is held in memory while it is sent; S3 takes 10,000 parts of at least 5 MiB. */
    static final int LEAST_PART = 16 << 20;

    private static final int MOST_PARTS = 9_000;
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final S3Client client;
    private final String bucket;
    private final Keys keys;

    S3Store(Store.S3 settings) throws IOException {
        bucket = settings.bucket();
        keys = Keys.under(settings.prefix());
        S3ClientBuilder builder = S3Client.builder()
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(TO_CONNECT)
                        .socketTimeout(SILENCE)
                        .build())
                .forcePathStyle(Boolean.TRUE.equals(settings.pathStyle()));
        if (settings.region() != null) {
            builder.region(Region.of(settings.region()));
        }
        if (settings.endpoint() != null) {
            builder.endpointOverride(settings.endpoint());
        }
        if (settings.accessKeyFile() != null && settings.secretKeyFile() != null) {
            builder.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                    SecretFile.read(settings.accessKeyFile()), SecretFile.read(settings.secretKeyFile()))));
        }
        client = builder.build();
    }

    @Override
    public String location() {
        return "s3://" + bucket + "/" + keys.before();
    }

    @Override
    public void put(String key, Path file, String sha256) throws IOException, InterruptedException {
        asked("take " + key, () -> {
            if (Files.size(file) > LEAST_PART) {
                FileParts parts = parts(file);
                new S3Parts(client, bucket, keys.full(key)).send(parts, parts.digests("SHA-256", sha256));
            } else {
                client.putObject(
                        request -> request.bucket(bucket).key(keys.full(key)).checksumSHA256(base64(sha256)),
                        RequestBody.fromFile(file));
            }
            return key;
        });
        if (!holds(key, file, sha256)) {
            throw new IOException("the store " + location() + " has taken " + key
                    + " and does not say its SHA-256: take a store with S3's checksums of objects");
        }
    }

    @Override
    public boolean holds(String key, Path file, String sha256) throws IOException, InterruptedException {
        return asked("say what it has of " + key, () -> {
            Optional<HeadObjectResponse> head = head(key);
            if (head.isEmpty() || head.get().contentLength() != Files.size(file)) {
                return false;
            }
            String checksum = head.get().checksumSHA256();
            if (checksum == null) {
                return false;
            }
            return checksum.contains("-")
                    ? checksum.equals(S3Parts.composite(parts(file).digests("SHA-256", sha256)))
                    : checksum.equals(base64(sha256));
        });
    }

    private Optional<HeadObjectResponse> head(String key) {
        try {
            return Optional.of(client.headObject(
                    request -> request.bucket(bucket).key(keys.full(key)).checksumMode(ChecksumMode.ENABLED)));
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static FileParts parts(Path file) throws IOException {
        return FileParts.of(file, LEAST_PART, MOST_PARTS);
    }

    private static String base64(String hex) {
        return S3Parts.base64(HexFormat.of().parseHex(hex));
    }

    @Override
    public List<String> list(String begin) throws IOException, InterruptedException {
        return asked(
                "list its keys",
                () ->
                        client
                                .listObjectsV2Paginator(
                                        request -> request.bucket(bucket).prefix(keys.full(begin)))
                                .contents()
                                .stream()
                                .map(S3Object::key)
                                .map(keys::ours)
                                .sorted()
                                .toList());
    }

    @Override
    public void get(String key, Path to) throws IOException, InterruptedException {
        asked("give " + key, () -> {
            try (InputStream in = client.getObject(
                    request -> request.bucket(bucket).key(keys.full(key)), ResponseTransformer.toInputStream())) {
                return Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
            }
        });
    }

    @Override
    public void delete(String key) throws IOException, InterruptedException {
        asked(
                "delete " + key,
                () -> client.deleteObject(request -> request.bucket(bucket).key(keys.full(key))));
    }

    @Override
    public int endUnfinished(String prefix) throws IOException, InterruptedException {
        try {
            return asked(
                    "say which uploads are unfinished", () -> S3Parts.endUnfinished(client, bucket, keys.full(prefix)));
        } catch (IOException e) {
            // It costs a little money and no copy; a store may know no such list, or not let everybody see it.
            LOG.warn("Uploads that were never finished cannot be taken away: {}", e.getMessage());
            return 0;
        }
    }

    @Override
    public void close() {
        client.close();
    }

    @FunctionalInterface
    private interface Question<T> {
        T answer() throws IOException, InterruptedException;
    }

    private <T> T asked(String what, Question<T> question) throws IOException, InterruptedException {
        try {
            return question.answer();
        } catch (SdkException | UncheckedIOException e) {
            Interruption.behind(e);
            throw new IOException("the store " + location() + " does not " + what + " (" + S3Words.of(e) + ")", e);
        } catch (IOException e) {
            Interruption.behind(e);
            throw e;
        }
    }
}
