package io.tidegate.orchestrator.api;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.tidegate.orchestrator.signing.Signer;

/** The public key under which logs' heads are signed. */
@Controller("/signing-key")
class SigningKeyController {
    private final Signer signer;

    SigningKeyController(Signer signer) {
        this.signer = signer;
    }

    @Get(produces = "application/x-pem-file")
    String key() {
        return signer.publicKeyPem();
    }
}
