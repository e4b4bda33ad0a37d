package io.tidegate.notifier.notice;

/** What a letter is about. Kept with the letter, so that a later attempt says the same. */
public sealed interface Matter permits NoticeFacts, Call {
    /** The window's id. */
    String window();

    /** What an address gets once: a notice in a round, a level of a question. Unique in the window. */
    String occasion();

    /** For logs: {@code window=… notice=…}; never an address. */
    String label();
}
