package io.tidegate.dbagent.backup.store;

import com.azure.core.exception.AzureException;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.Block;
import com.azure.storage.blob.models.BlockListType;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.BlockBlobCommitBlockListOptions;
import com.azure.storage.blob.options.BlockBlobStageBlockOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.tidegate.dbagent.config.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A container of Azure Blob Storage, which knows MD5 and no SHA-256. A file goes as blocks, each with its MD5, which the
 * store compares with what arrived before it takes it (Azure, "Put Block", Content-MD5). A block is named after that MD5,
 * so that the store's list of a blob's blocks says what it holds.
 */
final class AzureBlobStore implements BackupStore {
    /** Where a connection string stands when no file is named; the Azure CLI's own variable. */
    static final String VARIABLE = "AZURE_STORAGE_CONNECTION_STRING";

    /** One is held in memory while it is sent; Azure takes 50,000 of at most 4,000 MiB ("Put Block List"). */
    private static final int LEAST_BLOCK = 16 << 20;

    private static final int MOST_BLOCKS = 45_000;
    private static final int TRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final BlobContainerClient container;
    private final Keys keys;

    /** @param environment of this process, for a connection string that is in no file */
    AzureBlobStore(Store.AzureBlob settings, Map<String, String> environment) throws IOException {
        keys = Keys.under(settings.prefix());
        container = container(settings, connectionString(settings, environment));
    }

    private static String connectionString(Store.AzureBlob settings, Map<String, String> environment)
            throws IOException {
        if (settings.connectionStringFile() != null) {
            return SecretFile.read(settings.connectionStringFile());
        }
        String found = environment.get(VARIABLE);
        if (found == null || found.isBlank()) {
            throw new IOException("the container " + settings.container()
                    + " has no connection string: name its file with connection-string-file, or set " + VARIABLE);
        }
        return found.strip();
    }

    private static BlobContainerClient container(Store.AzureBlob settings, String connectionString) throws IOException {
        try {
            return new BlobServiceClientBuilder()
                    .connectionString(connectionString)
                    .retryOptions(new RequestRetryOptions(
                            RetryPolicyType.EXPONENTIAL, TRIES, (Duration) null, FIRST_PAUSE, LONGEST_PAUSE, null))
                    .buildClient()
                    .getBlobContainerClient(settings.container());
        } catch (IllegalArgumentException | AzureException e) {
            // Without its cause, whose message repeats parts of the string.
            throw new IOException((settings.connectionStringFile() == null ? VARIABLE : settings.connectionStringFile())
                    + " holds no connection string of Azure Storage: copy it from the account's access keys");
        }
    }

    @Override
    public String location() {
        return container.getBlobContainerUrl() + "/" + keys.before();
    }

    @Override
    public void put(String key, Path file, String sha256) throws IOException, InterruptedException {
        asked("take " + key, () -> {
            FileParts parts = parts(file);
            List<byte[]> digests = parts.digests("MD5", sha256);
            BlockBlobClient blob = blob(key);
            List<String> ids = ids(digests);
            parts.each((index, bytes) -> blob.stageBlockWithResponse(
                    new BlockBlobStageBlockOptions(ids.get(index), BinaryData.fromBytes(bytes))
                            .setContentMd5(digests.get(index)),
                    null,
                    Context.NONE));
            return blob.commitBlockListWithResponse(new BlockBlobCommitBlockListOptions(ids), null, Context.NONE);
        });
        if (!holds(key, file, sha256)) {
            throw new IOException(
                    "the store " + location() + " has taken " + key + " and has something else: try again");
        }
    }

    @Override
    public boolean holds(String key, Path file, String sha256) throws IOException, InterruptedException {
        return asked("say what it has of " + key, () -> {
            BlockBlobClient blob = blob(key);
            try {
                if (blob.getProperties().getBlobSize() != Files.size(file)) {
                    return false;
                }
                List<Block> blocks = blob.listBlocks(BlockListType.COMMITTED).getCommittedBlocks();
                return blocks.stream()
                        .map(Block::getName)
                        .toList()
                        .equals(ids(parts(file).digests("MD5", sha256)));
            } catch (BlobStorageException e) {
                if (BlobErrorCode.BLOB_NOT_FOUND.equals(e.getErrorCode())) {
                    return false;
                }
                throw e;
            }
        });
    }

    private static FileParts parts(Path file) throws IOException {
        return FileParts.of(file, LEAST_BLOCK, MOST_BLOCKS);
    }

    /** Number and MD5; all ids of a blob have one length (Azure, "Put Block", blockid). */
    private static List<String> ids(List<byte[]> digests) {
        List<String> ids = new ArrayList<>();
        for (byte[] md5 : digests) {
            String name = "%05d-%s".formatted(ids.size(), HexFormat.of().formatHex(md5));
            ids.add(Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.US_ASCII)));
        }
        return ids;
    }

    @Override
    public List<String> list(String prefix) throws IOException, InterruptedException {
        return asked(
                "list its blobs",
                () -> container.listBlobs(new ListBlobsOptions().setPrefix(keys.full(prefix)), null).stream()
                        .map(BlobItem::getName)
                        .map(keys::ours)
                        .sorted()
                        .toList());
    }

    @Override
    public void get(String key, Path to) throws IOException, InterruptedException {
        asked("give " + key, () -> {
            try (OutputStream out = Files.newOutputStream(to)) {
                blob(key).downloadStream(out);
            }
            return key;
        });
    }

    @Override
    public void delete(String key) throws IOException, InterruptedException {
        asked("delete " + key, () -> blob(key).deleteIfExists());
    }

    /** Blocks that were never committed go by themselves, after a week (Azure, "Put Block", remarks). */
    @Override
    public int endUnfinished(String prefix) {
        return 0;
    }

    @Override
    public void close() {
        // The client's threads and connections end by themselves.
    }

    private BlockBlobClient blob(String key) {
        return container.getBlobClient(keys.full(key)).getBlockBlobClient();
    }

    @FunctionalInterface
    private interface Question<T> {
        T answer() throws IOException, InterruptedException;
    }

    private <T> T asked(String what, Question<T> question) throws IOException, InterruptedException {
        try {
            return question.answer();
        } catch (BlobStorageException e) {
            throw said(what, AzureBlobWords.of(e), e);
        } catch (RuntimeException e) {
            // The SDK wraps what its client throws in no exception of its own.
            Interruption.behind(e);
            throw said(what, "it cannot be reached: " + AzureBlobWords.firstLine(e), e);
        } catch (IOException e) {
            Interruption.behind(e);
            throw e;
        }
    }

    private IOException said(String what, String reason, Exception e) {
        return new IOException("the store " + location() + " does not " + what + " (" + reason + ")", e);
    }
}
