package io.tidegate.notifier.mail;

/** Who may say stop, and who did. */
public interface Subscriptions {
    /** By which that address says stop; always the same, and not to be guessed. */
    String token(String addressKey);

    /** False when nobody has that token. */
    boolean isKnown(String token);

    /** No more mails for whoever has that token. False when nobody has it. */
    boolean stop(String token);
}
