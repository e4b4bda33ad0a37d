package io.tidegate.slackbot.request;

import io.tidegate.slackbot.command.Verb;
import io.tidegate.slackbot.text.Mrkdwn;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What can be asked, one line each. */
final class HelpText {
    private HelpText() {}

    static String text() {
        return Arrays.stream(Verb.Topic.values()).map(HelpText::of).collect(Collectors.joining("\n\n"))
                + "\n\nWith several windows in this channel, name one at the end: `--window &lt;id&gt;`, or its target."
                + " To all the windows of a wave: `--wave &lt;id&gt;`.";
    }

    private static String of(Verb.Topic topic) {
        return "*" + topic.title() + "*\n"
                + Arrays.stream(Verb.values())
                        .filter(verb -> verb.topic() == topic)
                        .map(verb -> Mrkdwn.code(verb.usage()) + " " + Mrkdwn.escape(verb.meaning()))
                        .collect(Collectors.joining("\n"));
    }
}
