package io.tidegate.slackbot.command;

/** What came of reading a command line. */
public sealed interface Understanding {

    record Understood(Request request) implements Understanding {}

    /**
     * @param what what stood there that was not understood, a sentence, as plain text
     * @param mend what to type instead, as plain text
     */
    record NotUnderstood(String what, String mend) implements Understanding {}
}
