package io.tidegate.cli.replay;

import org.jspecify.annotations.Nullable;

/** Something that a replay needs to read does not answer. */
public final class UnreachableException extends Exception {
    private static final long serialVersionUID = 1;

    UnreachableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
