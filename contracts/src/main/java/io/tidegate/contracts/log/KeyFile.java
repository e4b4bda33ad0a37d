package io.tidegate.contracts.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * An Ed25519 key pair in PEM: both keys in {@code file}, so that it is there as a whole or not at all, and the public one
 * once more beside it, to be handed out. A file with the private key alone is read too, with the public one beside it.
 */
public final class KeyFile {
    private static final String ALGORITHM = "Ed25519";
    private static final FileAttribute<?> FOR_THE_OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final FileAttribute<?> FOR_ALL =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"));

    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";

    private final Path file;

    public KeyFile(Path file) {
        this.file = file;
    }

    private Path publicFile() {
        return file.resolveSibling(file.getFileName() + ".pub");
    }

    /** The pair that is there, or a new one. Of two processes that make one at a time, the first one's counts. */
    public KeyPair readOrMake() {
        try {
            if (!Files.exists(file)) {
                make();
            }
            return read();
        } catch (IOException e) {
            throw new UncheckedIOException("the signing key " + file + " can be neither read nor made", e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "the signing key " + file + " is no Ed25519 key in PKCS#8 PEM with its public key in "
                            + publicFile().getFileName(),
                    e);
        }
    }

    private void make() throws IOException, GeneralSecurityException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), ".key", ".pem", FOR_THE_OWNER);
        try {
            Files.writeString(
                    draft,
                    pem(PRIVATE, pair.getPrivate().getEncoded())
                            + pem(PUBLIC, pair.getPublic().getEncoded()));
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // Another process was first; its pair is the one to read.
            return;
        } finally {
            Files.delete(draft);
        }
    }

    private KeyPair read() throws IOException, GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
        String text = Files.readString(file);
        PrivateKey privateKey = factory.generatePrivate(new PKCS8EncodedKeySpec(body(text, PRIVATE)));
        if (text.contains(begin(PUBLIC)) && !Files.exists(publicFile())) {
            handOut(pem(PUBLIC, body(text, PUBLIC)));
        }
        PublicKey publicKey =
                factory.generatePublic(new X509EncodedKeySpec(body(Files.readString(publicFile()), PUBLIC)));
        requireOnePair(privateKey, publicKey);
        return new KeyPair(publicKey, privateKey);
    }

    private void handOut(String publicKey) throws IOException {
        Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), ".key", ".pub", FOR_ALL);
        Files.writeString(draft, publicKey);
        Files.move(draft, publicFile(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void requireOnePair(PrivateKey privateKey, PublicKey publicKey) throws GeneralSecurityException {
        byte[] text = "tidegate".getBytes(StandardCharsets.UTF_8);
        Signature signer = Signature.getInstance(ALGORITHM);
        signer.initSign(privateKey);
        signer.update(text);
        byte[] signature = signer.sign();
        signer.initVerify(publicKey);
        signer.update(text);
        if (!signer.verify(signature)) {
            throw new IllegalArgumentException("the public key is not the private key's");
        }
    }

    private static byte[] body(String text, String label) {
        int begin = text.indexOf(begin(label));
        int end = text.indexOf("-----END " + label + "-----");
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("there is no " + label + " in it");
        }
        return Base64.getMimeDecoder()
                .decode(text.substring(begin + begin(label).length(), end));
    }

    private static String begin(String label) {
        return "-----BEGIN " + label + "-----";
    }

    /** RFC 7468. */
    static String pem(String label, byte[] encoded) {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(encoded);
        return begin(label) + "\n" + base64 + "\n-----END " + label + "-----\n";
    }
}
