package io.tidegate.contracts.log;

import io.tidegate.contracts.window.WindowEvent.HeadSigned;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;

/**
 * Ed25519 (RFC 8032) under a log's head. What is signed is the UTF-8 text
 * {@code tidegate-head-v1 <window> <sequence> <hash>}, without a line end.
 */
public final class HeadSignature {
    private HeadSignature() {}

    public static HeadSigned sign(PrivateKey key, PublicKey publicKey, String window, long upTo, String hash) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(key);
            signer.update(text(window, upTo, hash));
            return new HeadSigned(
                    upTo, hash, keyId(publicKey), Base64.getEncoder().encodeToString(signer.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign the head of " + window, e);
        }
    }

    /** False for a signature that is not this key's under this head, malformed ones included. */
    public static boolean holds(PublicKey key, String window, HeadSigned head) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(text(window, head.upTo(), head.hash()));
            return verifier.verify(Base64.getDecoder().decode(head.signature()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /** The first 16 hex digits of the SHA-256 of the raw 32-byte public key. */
    public static String keyId(PublicKey key) {
        byte[] encoded = key.getEncoded();
        // RFC 8410: an Ed25519 SubjectPublicKeyInfo is a 12-byte prefix and the raw key.
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        return HashChain.hash(raw).substring(0, 16);
    }

    private static byte[] text(String window, long upTo, String hash) {
        return ("tidegate-head-v1 " + window + " " + upTo + " " + hash).getBytes(StandardCharsets.UTF_8);
    }
}
