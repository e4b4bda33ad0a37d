package io.tidegate.cli.simulation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import io.tidegate.contracts.plan.Phase;
import io.tidegate.contracts.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Something of a simulated window that concerns people. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Happening.Turn.class, name = "turn"),
    @JsonSubTypes.Type(value = Happening.Notice.class, name = "notice"),
    @JsonSubTypes.Type(value = Happening.Prompt.class, name = "prompt"),
    @JsonSubTypes.Type(value = Happening.Answer.class, name = "answer"),
    @JsonSubTypes.Type(value = Happening.Call.class, name = "call"),
    @JsonSubTypes.Type(value = Happening.Step.class, name = "step"),
    @JsonSubTypes.Type(value = Happening.Status.class, name = "status")
})
public sealed interface Happening {

    Instant at();

    /** Where a window turns. */
    enum Mark {
        SCHEDULED,
        DECISION,
        GO,
        OPENS,
        APPLICATION_CLOSES,
        POINT_OF_NO_RETURN,
        APPLICATION_OPENS,
        COMPLETED,
        WEEK_AFTER,
        /** It does not go as planned. */
        TROUBLE,
        NOTE;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** @param text a sentence */
    record Turn(Instant at, Mark mark, String text) implements Happening {}

    /**
     * A notice to one audience.
     *
     * @param notice its id in the plan
     * @param local the audience's own time, {@code 05:00 WIB on Tuesday, 17 November 2026}
     * @param night the audience sleeps, 22:00 to 06:00 of its clocks
     * @param texts one for all channels that say the same
     */
    record Notice(
            Instant at,
            String notice,
            Plan.Template template,
            String audience,
            String local,
            boolean night,
            List<Text> texts)
            implements Happening {
        public Notice {
            texts = List.copyOf(texts);
        }

        /** The other one says the same, to another audience. */
        boolean repeats(Notice other) {
            return notice.equals(other.notice)
                    && texts.stream()
                            .map(Text::words)
                            .toList()
                            .equals(other.texts.stream().map(Text::words).toList());
        }
    }

    /**
     * What a notice says.
     *
     * @param addresses to which it goes; 0 for what is published
     * @param subject one line; null where the channel has none
     * @param body plain text, paragraphs set apart by an empty line; empty where the subject is all
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Text(
            List<Plan.Medium> channels,
            int addresses,
            @Nullable String subject,
            String body) {
        public Text {
            channels = List.copyOf(channels);
        }

        private List<Object> words() {
            return List.of(channels, String.valueOf(subject), body);
        }
    }

    /**
     * Somebody is asked.
     *
     * @param role who must answer; several joined by "or"
     * @param people who hold the role, with whoever stands in
     * @param what a sentence
     * @param choices the words that answer it
     * @param by until when; null where there is no such moment
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Prompt(
            Instant at,
            String role,
            List<String> people,
            String what,
            List<String> choices,
            @Nullable Instant by) implements Happening {
        public Prompt {
            people = List.copyOf(people);
            choices = List.copyOf(choices);
        }
    }

    /** Somebody answers. @param what a sentence */
    record Answer(Instant at, String person, String what) implements Happening {}

    /**
     * Nobody has answered, and others are called.
     *
     * @param level 1 for the first
     * @param people who hold the roles
     * @param text what they read or hear
     */
    record Call(Instant at, int level, List<String> roles, List<String> people, List<Plan.Reach> channels, String text)
            implements Happening {
        public Call {
            roles = List.copyOf(roles);
            people = List.copyOf(people);
            channels = List.copyOf(channels);
        }

        /** {@code technical-lead (Wayan) by email, whatsapp: …}. */
        String words() {
            return String.join(" and ", roles) + " (" + String.join("; ", people) + ") by "
                    + channels.stream()
                            .map(channel -> channel.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "))
                    + ": " + text;
        }
    }

    /**
     * A step, from its beginning.
     *
     * @param does what its kind does, as the end of a sentence
     * @param took until it ended, however it did
     * @param source where the time is from
     * @param outcome empty for done; else a sentence
     */
    record Step(
            Instant at,
            String id,
            String title,
            String does,
            Phase phase,
            Duration took,
            StepTime.Source source,
            String outcome)
            implements Happening {
        Instant end() {
            return at.plus(took);
        }
    }

    /** Status lines in a row, with nothing else between them. @param at of the first */
    record Status(Instant at, Instant last, Duration every, int count, String first) implements Happening {}
}
