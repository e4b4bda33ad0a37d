package io.tidegate.dbagent.backup.store;

import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobStorageException;
import java.util.Map;
import java.util.Objects;

/** What Azure complains of, in words for people; of its answers the code alone, which holds no secret. */
final class AzureBlobWords {
    private static final int FORBIDDEN = 403;
    private static final Map<BlobErrorCode, String> MENDS = Map.of(
            BlobErrorCode.CONTAINER_NOT_FOUND, "make the container, or correct its name in the configuration",
            BlobErrorCode.BLOB_NOT_FOUND, "there is no such blob",
            BlobErrorCode.MD5MISMATCH, "what arrived is not what was to be sent: try again");

    private AzureBlobWords() {}

    static String of(BlobStorageException e) {
        BlobErrorCode code = e.getErrorCode();
        String said = (code == null ? "" : code + ", ") + "HTTP " + e.getStatusCode() + ": ";
        String mend = code == null ? null : MENDS.get(code);
        if (mend != null) {
            return said + mend;
        }
        return said
                + (e.getStatusCode() == FORBIDDEN
                        ? "the connection string's key is wrong or may not do this: renew it"
                        : "ask the store's operator");
    }

    static String firstLine(Exception e) {
        return Objects.requireNonNullElse(e.getMessage(), e.toString())
                .lines()
                .findFirst()
                .orElse("");
    }
}
