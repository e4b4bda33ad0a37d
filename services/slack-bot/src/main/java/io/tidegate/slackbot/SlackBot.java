package io.tidegate.slackbot;

import io.micronaut.runtime.Micronaut;

/** Starts the service. */
public final class SlackBot {
    private SlackBot() {}

    public static void main(String[] arguments) {
        Micronaut.build(arguments).mainClass(SlackBot.class).banner(false).start();
    }
}
