package io.tidegate.dbagent.backup;

import io.tidegate.contracts.log.HeadSignature;
import io.tidegate.contracts.log.KeyFile;
import io.tidegate.contracts.log.PublicKeys;
import io.tidegate.dbagent.record.DurableFiles;
import io.tidegate.dbagent.record.WindowRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The agent's Ed25519 signature (RFC 8032) under a backup's manifest: over the bytes of {@code backup.json}, in base64 in
 * {@code backup.sig}, with the public key in {@code backup.pub}. What counts is the agent's own key, where this home has one:
 * whoever can write beside a manifest could write another key there too.
 */
final class BackupSeal {
    static final String MANIFEST = "backup.json";
    static final String SIGNATURE = "backup.sig";
    static final String PUBLIC_KEY = "backup.pub";
    private static final String ALGORITHM = "Ed25519";

    private BackupSeal() {}

    /** The agent's own pair, made at its first use. */
    static KeyPair key(Path home) throws IOException {
        DurableFiles.directory(home.resolve("keys"));
        return new KeyFile(home.resolve("keys").resolve("backup.pem")).readOrMake();
    }

    static void sign(Path home, Path directory) throws IOException {
        KeyPair keys = key(home);
        try {
            Signature signer = Signature.getInstance(ALGORITHM);
            signer.initSign(keys.getPrivate());
            signer.update(Files.readAllBytes(directory.resolve(MANIFEST)));
            DurableFiles.replace(directory.resolve(PUBLIC_KEY), PublicKeys.toPem(keys.getPublic()));
            DurableFiles.replace(
                    directory.resolve(SIGNATURE), Base64.getEncoder().encodeToString(signer.sign()) + "\n");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the backup's manifest cannot be signed", e);
        }
    }

    /** What is wrong with the signature; empty when it fits. */
    static Optional<String> fault(WindowRecords records) throws IOException {
        return fault(records, null);
    }

    /** @param signer whose signature counts; null for the agent's own, and where there is none the one beside */
    static Optional<String> fault(WindowRecords records, @Nullable PublicKey signer) throws IOException {
        Path directory = records.path("");
        for (String file : new String[] {MANIFEST, SIGNATURE, PUBLIC_KEY}) {
            if (!Files.exists(directory.resolve(file))) {
                return Optional.of("the file " + file + " of the backup is missing");
            }
        }
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(signer == null ? trusted(records.home()).orElse(publicKey(directory)) : signer);
            verifier.update(Files.readAllBytes(directory.resolve(MANIFEST)));
            byte[] signature = Base64.getDecoder()
                    .decode(Files.readString(directory.resolve(SIGNATURE)).strip());
            return verifier.verify(signature)
                    ? Optional.empty()
                    : Optional.of("the backup's manifest is not what the agent has signed");
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.of("the backup's signature or its public key is damaged");
        }
    }

    /** The agent's own public key; empty on a machine that has none, where people compare the key's id. */
    static Optional<PublicKey> trusted(Path home) throws IOException {
        Path own = home.resolve("keys").resolve("backup.pem.pub");
        return Files.exists(own) ? Optional.of(PublicKeys.fromPem(Files.readString(own))) : Optional.empty();
    }

    /** The first 16 hex digits of the SHA-256 of the key, for people to compare. */
    static String keyId(Path directory) throws IOException {
        return HeadSignature.keyId(publicKey(directory));
    }

    private static PublicKey publicKey(Path directory) throws IOException {
        return PublicKeys.fromPem(Files.readString(directory.resolve(PUBLIC_KEY)));
    }
}
