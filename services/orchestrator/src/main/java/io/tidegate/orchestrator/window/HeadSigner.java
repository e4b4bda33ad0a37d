package io.tidegate.orchestrator.window;

import io.tidegate.contracts.window.WindowEvent.HeadSigned;

/** Signs a log's head. */
@FunctionalInterface
public interface HeadSigner {
    /** @param upTo the sequence of the event whose hash is signed */
    HeadSigned sign(String window, long upTo, String hash);
}
