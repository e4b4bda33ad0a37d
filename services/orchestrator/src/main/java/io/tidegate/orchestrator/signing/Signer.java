package io.tidegate.orchestrator.signing;

import io.micronaut.context.annotation.Context;
import io.tidegate.contracts.log.HeadSignature;
import io.tidegate.contracts.log.KeyFile;
import io.tidegate.contracts.log.PublicKeys;
import io.tidegate.contracts.window.WindowEvent.HeadSigned;
import io.tidegate.orchestrator.window.HeadSigner;
import java.nio.file.Path;
import java.security.KeyPair;

/** Signs with the key of the settings. Made at the start, so that an unreadable key stops the start. */
@Context
public final class Signer implements HeadSigner {
    private final KeyPair keys;

    Signer(SigningSettings settings) {
        keys = new KeyFile(Path.of(settings.key())).readOrMake();
    }

    @Override
    public HeadSigned sign(String window, long upTo, String hash) {
        return HeadSignature.sign(keys.getPrivate(), keys.getPublic(), window, upTo, hash);
    }

    /** The public key, X.509 PEM. */
    public String publicKeyPem() {
        return PublicKeys.toPem(keys.getPublic());
    }
}
