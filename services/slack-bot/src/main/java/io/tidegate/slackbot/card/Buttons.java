package io.tidegate.slackbot.card;

import static com.slack.api.model.block.Blocks.actions;

import com.slack.api.model.block.LayoutBlock;
import io.tidegate.contracts.window.Question;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.window.Turn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The buttons of the card: those that answer what the window asks, and those that are there while it runs. Each carries
 * the window's id; which are shown is a help, what may be done others decide.
 */
final class Buttons {
    /** Slack, "Actions block": at most 25 elements. */
    private static final int MOST = 25;
    /** Of one sort; the rest is done with a command. */
    private static final int MOST_OF_A_SORT = 5;

    private final String id;
    private final Window window;
    private final Answers answers;

    Buttons(String id, Window window) {
        this.id = id;
        this.window = window;
        this.answers = new Answers(window);
    }

    /** What answers the window's questions. */
    List<LayoutBlock> asked() {
        return row(answering().values());
    }

    /** What may be done to a window, whether it asks or not. */
    List<LayoutBlock> always() {
        Map<String, Button> buttons = new LinkedHashMap<>();
        boolean needsPerson = window.status() == Status.NEEDS_PERSON;
        boolean running = window.status() == Status.IN_PROGRESS || window.status() == Status.WATCHING;
        if (window.held() && !window.status().isFinal()) {
            put(buttons, answers.resume());
        }
        if (needsPerson) {
            put(buttons, answers.retry("Try again"));
        }
        if (running && !window.held()) {
            put(buttons, answers.hold());
        }
        if (window.status() == Status.DECIDING && window.went()) {
            put(buttons, answers.noGo());
        }
        if (window.status() == Status.SCHEDULED) {
            window.missingCriteria().stream()
                    .filter(criterion -> criterion.attestedBy() != null)
                    .forEach(criterion -> put(buttons, Answers.attest(criterion.id(), criterion.title())));
        }
        boolean asksForRollback = answering().values().stream().anyMatch(button -> button.press() == Press.ROLLBACK);
        if ((running || needsPerson) && !asksForRollback) {
            put(buttons, answers.rollBack());
        }
        buttons.keySet().removeAll(answering().keySet());
        return row(buttons.values());
    }

    private Map<String, Button> answering() {
        Map<String, Button> buttons = new LinkedHashMap<>();
        if (Turn.failedPreparation(window)) {
            put(buttons, answers.retry("Check again"));
        }
        List<Question> questions = Question.of(window);
        for (Question question : questions) {
            for (String choice : question.choices()) {
                Press.of(choice)
                        .ifPresent(press -> answers.to(question, press).forEach(button -> put(buttons, button)));
            }
        }
        for (Question question : questions) {
            if (question.call(window).isPresent() && !question.isAcknowledged(window)) {
                put(buttons, answers.takeCare(question));
            }
        }
        return buttons;
    }

    private static void put(Map<String, Button> buttons, Button button) {
        long already = buttons.values().stream()
                .filter(other -> other.press() == button.press())
                .count();
        if (already < MOST_OF_A_SORT) {
            buttons.putIfAbsent(button.actionId(), button);
        }
    }

    private List<LayoutBlock> row(Collection<Button> buttons) {
        List<LayoutBlock> row = new ArrayList<>();
        if (!buttons.isEmpty()) {
            row.add(actions(buttons.stream()
                    .limit(MOST)
                    .map(button -> button.element(id))
                    .toList()));
        }
        return row;
    }
}
