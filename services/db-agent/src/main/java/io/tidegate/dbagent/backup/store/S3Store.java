package io.tidegate.dbagent.backup.store;

import io.tidegate.dbagent.config.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket of S3. The store compares SHA-256 of what arrives, of each part where a file is large, and refuses what
 * differs (Amazon S3, checking object integrity).
 */
final class S3Store implements BackupStore {
    private static final String HASH = "sha256";
    private static final int NOT_FOUND = 404;
    /** A part is held in memory while it is sent; S3 takes 10,000 parts of at least 5 MiB. */
    private static final long LEAST_PART = 16L << 20;

    private static final long MOST_PARTS = 9_000;

    private final S3Client client;
    private final String bucket;
    private final String prefix;

    S3Store(Store.S3 settings) throws IOException {
        bucket = settings.bucket();
        prefix = settings.prefix() == null ? "" : settings.prefix().replaceAll("/*$", "/");
        S3ClientBuilder builder = S3Client.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .forcePathStyle(Boolean.TRUE.equals(settings.pathStyle()));
        if (settings.region() != null) {
            builder.region(Region.of(settings.region()));
        }
        if (settings.endpoint() != null) {
            builder.endpointOverride(settings.endpoint());
        }
        if (settings.accessKeyFile() != null && settings.secretKeyFile() != null) {
            builder.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                    Files.readString(settings.accessKeyFile()).strip(),
                    Files.readString(settings.secretKeyFile()).strip())));
        }
        client = builder.build();
    }

    @Override
    public String location() {
        return "s3://" + bucket + "/" + prefix;
    }

    @Override
    public void put(String key, Path file, String sha256) throws IOException, InterruptedException {
        try {
            long size = Files.size(file);
            if (size > LEAST_PART) {
                putInParts(key, file, size, sha256);
            } else {
                client.putObject(
                        request -> request.bucket(bucket)
                                .key(prefix + key)
                                .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                                .metadata(Map.of(HASH, sha256)),
                        RequestBody.fromFile(file));
            }
        } catch (SdkException e) {
            throw said("take " + key, e);
        }
    }

    private void putInParts(String key, Path file, long size, String sha256) throws IOException, InterruptedException {
        String upload = client.createMultipartUpload(request -> request.bucket(bucket)
                        .key(prefix + key)
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                        .metadata(Map.of(HASH, sha256)))
                .uploadId();
        boolean complete = false;
        try (InputStream in = Files.newInputStream(file)) {
            List<CompletedPart> parts = new ArrayList<>();
            int partSize = Math.toIntExact(Math.max(LEAST_PART, size / MOST_PARTS));
            byte[] bytes = in.readNBytes(partSize);
            while (bytes.length > 0) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted while sending " + key);
                }
                int number = parts.size() + 1;
                var sent = client.uploadPart(
                        request -> request.bucket(bucket)
                                .key(prefix + key)
                                .uploadId(upload)
                                .partNumber(number)
                                .checksumAlgorithm(ChecksumAlgorithm.SHA256),
                        RequestBody.fromBytes(bytes));
                parts.add(CompletedPart.builder()
                        .partNumber(number)
                        .eTag(sent.eTag())
                        .checksumSHA256(sent.checksumSHA256())
                        .build());
                bytes = in.readNBytes(partSize);
            }
            client.completeMultipartUpload(request ->
                    request.bucket(bucket).key(prefix + key).uploadId(upload).multipartUpload(all -> all.parts(parts)));
            complete = true;
        } finally {
            if (!complete) {
                // Parts of an upload that never ends are paid for.
                client.abortMultipartUpload(
                        request -> request.bucket(bucket).key(prefix + key).uploadId(upload));
            }
        }
    }

    @Override
    public Optional<Stored> find(String key) throws IOException {
        try {
            var head = client.headObject(request -> request.bucket(bucket).key(prefix + key));
            return Optional.of(new Stored(
                    head.contentLength(),
                    Objects.requireNonNullElse(head.metadata().get(HASH), "")));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw said("say what it has of " + key, e);
        } catch (SdkException e) {
            throw said("say what it has of " + key, e);
        }
    }

    @Override
    public List<String> list(String begin) throws IOException {
        try {
            return client
                    .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix + begin))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .map(key -> key.substring(prefix.length()))
                    .sorted()
                    .toList();
        } catch (SdkException e) {
            throw said("list its keys", e);
        }
    }

    @Override
    public void get(String key, Path to) throws IOException {
        try (InputStream in = client.getObject(
                request -> request.bucket(bucket).key(prefix + key), ResponseTransformer.toInputStream())) {
            Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (SdkException e) {
            throw said("give " + key, e);
        }
    }

    @Override
    public void delete(String key) throws IOException {
        try {
            client.deleteObject(request -> request.bucket(bucket).key(prefix + key));
        } catch (SdkException e) {
            throw said("delete " + key, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /** The SDK's messages name requests and not secrets. */
    private IOException said(String what, SdkException e) {
        String reason = e instanceof S3Exception s3 && s3.awsErrorDetails() != null
                ? s3.awsErrorDetails().errorCode() + ", HTTP " + s3.statusCode()
                : String.valueOf(e.getMessage());
        return new IOException("the store " + location() + " does not " + what + " (" + reason + ")", e);
    }
}
