package io.tidegate.slackbot.text;

import java.util.regex.Pattern;

/** How a text for people is marked up. Whatever comes from others is harmless in it. */
public enum Markup {
    /** Slack's mrkdwn. */
    SLACK {
        @Override
        public String escape(String text) {
            return Mrkdwn.escape(text);
        }

        @Override
        public String bold(String text) {
            return Mrkdwn.bold(text);
        }

        @Override
        public String italic(String text) {
            return "_" + Mrkdwn.escape(text) + "_";
        }

        @Override
        public String code(String text) {
            return Mrkdwn.code(text);
        }

        @Override
        public String person(String userId, String name) {
            return Mrkdwn.person(userId);
        }

        @Override
        public String title(String kind, String title, String id) {
            return line(bold(kind) + " · " + bold(title) + " · " + code(id));
        }

        @Override
        public String heading(String title) {
            return "\n" + bold(title) + "\n";
        }

        @Override
        public String line(String marked) {
            return marked + "\n";
        }
    },
    /** Markdown as CommonMark has it, for files. */
    MARKDOWN {
        private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_{}\\[\\]#|~]");

        @Override
        public String escape(String text) {
            return SPECIAL.matcher(Mrkdwn.escape(text)).replaceAll("\\\\$0");
        }

        @Override
        public String bold(String text) {
            return "**" + escape(text) + "**";
        }

        @Override
        public String italic(String text) {
            return "_" + escape(text) + "_";
        }

        @Override
        public String code(String text) {
            return "`" + text.replace("`", "'") + "`";
        }

        @Override
        public String person(String userId, String name) {
            return escape(name);
        }

        @Override
        public String title(String kind, String title, String id) {
            return "# " + escape(kind) + ": " + escape(title) + "\n\n" + line("Window " + code(id));
        }

        @Override
        public String heading(String title) {
            return "\n## " + escape(title) + "\n\n";
        }

        @Override
        public String line(String marked) {
            // Two spaces before its end keep a line a line.
            return marked + "  \n";
        }
    };

    /** Text of others as text. */
    public abstract String escape(String text);

    public abstract String bold(String text);

    public abstract String italic(String text);

    public abstract String code(String text);

    /** @param name where a reader cannot be shown who that is by the id alone */
    public abstract String person(String userId, String name);

    /** What it is, of which migration and which window; the first lines. */
    public abstract String title(String kind, String title, String id);

    public abstract String heading(String title);

    /** @param marked marked up already */
    public abstract String line(String marked);
}
