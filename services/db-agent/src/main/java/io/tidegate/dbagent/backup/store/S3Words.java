package io.tidegate.dbagent.backup.store;

import java.util.Objects;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What S3's SDK throws, in words for people; it names requests and not secrets. */
final class S3Words {
    private static final int FORBIDDEN = 403;

    private S3Words() {}

    static String of(RuntimeException e) {
        return e instanceof S3Exception s3 ? answered(s3) : "it cannot be reached: " + firstLine(e);
    }

    private static String answered(S3Exception e) {
        String code = code(e);
        String said = (code.isEmpty() ? "" : code + ", ") + "HTTP " + e.statusCode();
        String mend =
                switch (code) {
                    case "NoSuchBucket" -> "make the bucket, or correct its name in the configuration";
                    case "NoSuchKey" -> "there is no such object";
                    case "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken" ->
                        "the credentials are wrong or have ended: renew them";
                    case "BadDigest", "XAmzContentChecksumMismatch" ->
                        "what arrived is not what was to be sent: try again";
                    case "PermanentRedirect", "AuthorizationHeaderMalformed" ->
                        "the bucket is in another region: correct it in the configuration";
                    default ->
                        e.statusCode() == FORBIDDEN
                                ? "let the credentials list, read, write and delete there"
                                : "ask the store's operator";
                };
        return said + ": " + mend;
    }

    private static String code(S3Exception e) {
        return e.awsErrorDetails() == null
                ? ""
                : Objects.requireNonNullElse(e.awsErrorDetails().errorCode(), "");
    }

    private static String firstLine(RuntimeException e) {
        return Objects.requireNonNullElse(e.getMessage(), e.toString())
                .lines()
                .findFirst()
                .orElse("");
    }
}
