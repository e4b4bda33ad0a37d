package io.tidegate.local.workspace.channel;

/** What happened to a message. */
public record Change(Kind kind, Message message) {

    public enum Kind {
        POSTED,
        CHANGED,
        DELETED
    }
}
