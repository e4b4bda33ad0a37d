package io.tidegate.dbagent.backup.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** Sends one large file in parts. The object is there when the last call is done, or not at all. */
final class S3Parts {
    private static final Logger LOG = LoggerFactory.getLogger(S3Parts.class);

    /** A store that has fallen silent must not hold up whoever has cancelled the sending. */
    private static final Duration TO_GIVE_UP = Duration.ofSeconds(3);

    private final S3Client client;
    private final String bucket;
    private final String key;

    S3Parts(S3Client client, String bucket, String key) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
    }

    /** @param digests SHA-256 of every part, with which the store compares what arrives */
    void send(FileParts file, List<byte[]> digests) throws IOException, InterruptedException {
        String upload = client.createMultipartUpload(request -> request.bucket(bucket)
                        .key(key)
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                        .checksumType(ChecksumType.COMPOSITE))
                .uploadId();
        boolean complete = false;
        try {
            List<CompletedPart> parts = new ArrayList<>();
            file.each((index, bytes) -> parts.add(send(upload, index + 1, bytes, base64(digests.get(index)))));
            client.completeMultipartUpload(request -> request.bucket(bucket)
                    .key(key)
                    .uploadId(upload)
                    .checksumType(ChecksumType.COMPOSITE)
                    .multipartUpload(all -> all.parts(parts)));
            complete = true;
        } finally {
            if (!complete) {
                giveUp(upload);
            }
        }
    }

    private CompletedPart send(String upload, int number, byte[] bytes, String checksum) throws IOException {
        var sent = client.uploadPart(
                request -> request.bucket(bucket)
                        .key(key)
                        .uploadId(upload)
                        .partNumber(number)
                        .checksumSHA256(checksum),
                RequestBody.fromBytes(bytes));
        if (!checksum.equals(sent.checksumSHA256())) {
            throw new IOException("part " + number + " of " + key
                    + " is there and the store does not say its SHA-256: take a store with S3's checksums of objects");
        }
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(sent.eTag())
                .checksumSHA256(checksum)
                .build();
    }

    /** Of an object in parts: over the parts' checksums, and how many they are; S3, checking object integrity. */
    static String composite(List<byte[]> digests) {
        MessageDigest all = Sha256.digest("SHA-256");
        digests.forEach(all::update);
        return base64(all.digest()) + "-" + digests.size();
    }

    static String base64(byte[] digest) {
        return Base64.getEncoder().encodeToString(digest);
    }

    /** Parts of an upload that never ends are paid for, and nobody sees them. */
    static int endUnfinished(S3Client client, String bucket, String prefix) {
        List<MultipartUpload> left =
                client
                        .listMultipartUploadsPaginator(
                                request -> request.bucket(bucket).prefix(prefix))
                        .uploads()
                        .stream()
                        .toList();
        left.forEach(upload -> client.abortMultipartUpload(
                request -> request.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
        return left.size();
    }

    private void giveUp(String upload) {
        boolean interrupted = Thread.interrupted();
        try {
            client.abortMultipartUpload(request -> request.bucket(bucket)
                    .key(key)
                    .uploadId(upload)
                    .overrideConfiguration(call -> call.apiCallTimeout(TO_GIVE_UP)));
        } catch (SdkException | UncheckedIOException e) {
            // The next attempt ends it; what matters now is why this one has failed.
            LOG.warn("What was sent of {} cannot be taken back now: {}", key, S3Words.of(e));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
