package io.tidegate.cli.simulation;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Question;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whom a window asks, from its own questions: each is told once, when it is put. */
final class Asking {
    private final Cast cast;
    private Set<Question> open = Set.of();

    Asking(Cast cast) {
        this.cast = cast;
    }

    /** Who is asked now and was not a moment ago. */
    List<Happening> news(Window window, Instant at) {
        List<Question> questions =
                Question.of(window).stream().filter(Question::isToAnswer).toList();
        List<Happening> news = new ArrayList<>();
        for (Question question : questions) {
            if (!open.contains(question)) {
                news.add(new Happening.Prompt(
                        at,
                        String.join(" or ", question.roles()),
                        people(window, question),
                        question.text(),
                        question.choices(),
                        by(window, question)));
            }
        }
        open = new HashSet<>(questions);
        return news;
    }

    private List<String> people(Window window, Question question) {
        Window.Asked asked = window.availability().get(question.subject());
        return question.choices().contains("available") && asked != null
                ? List.of(cast.nameOf(asked.person()))
                : question.roles().stream()
                        .flatMap(role -> cast.people(role).stream())
                        .distinct()
                        .toList();
    }

    /** Until when there must be an answer; null where nothing happens without one. */
    private static @Nullable Instant by(Window window, Question question) {
        return switch (window.status()) {
            case SCHEDULED, DECIDING ->
                question.choices().contains("available") ? standIn(window, question) : window.startsAt();
            case NEEDS_PERSON -> window.fix() == null ? null : window.fix().until();
            case IN_PROGRESS, WATCHING, ROLLING_BACK ->
                question.choices().contains("done")
                        ? window.step(question.subject())
                                .map(StepState::deadline)
                                .orElse(null)
                        : null;
            case COMPLETED, ROLLED_BACK, POSTPONED, CANCELLED -> null;
        };
    }

    /** When whoever stands in is asked instead. */
    private static @Nullable Instant standIn(Window window, Question question) {
        Plan.Availability planned = window.plan().availability();
        Window.Asked asked = window.availability().get(question.subject());
        boolean isThere = asked != null
                && window.plan().standIn(question.subject(), asked.person()).isPresent();
        return planned == null || !isThere ? null : question.since().plus(planned.answerWithin());
    }
}
