package io.tidegate.notifier.notice;

import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Question;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.notifier.notice.Call.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A call over one channel.
 *
 * @param addresses of those who hold the roles, or the names of incident services
 * @param remark who cannot be reached that way; else empty; never an address
 */
public record OwedCall(Call call, List<String> addresses, String remark) {
    public OwedCall {
        addresses = List.copyOf(addresses);
    }

    /**
     * Everything that an event makes the notifier owe to the team and to incident services.
     *
     * @param services names of the incident services
     */
    public static List<OwedCall> because(Window before, Window after, LoggedEvent logged, List<String> services) {
        List<OwedCall> owed = new ArrayList<>();
        if (logged.event() instanceof WindowEvent.Escalated escalated) {
            escalated.channels().stream()
                    .distinct()
                    .filter(channel -> channel != Plan.Reach.CHAT)
                    .forEach(channel -> owed.add(called(after, logged, escalated, channel, services)));
        }
        for (Question question : Question.of(before)) {
            if (!isKnownToServices(question, before)) {
                continue;
            }
            Optional<Question> now = still(question, after);
            if (now.isEmpty()) {
                owed.add(word(Action.RESOLVE, before, question, logged, services));
            } else if (now.get().isAcknowledged(after) && !question.isAcknowledged(before)) {
                owed.add(word(Action.ACKNOWLEDGE, before, question, logged, services));
            }
        }
        return owed;
    }

    /** The question as it is asked now, if it is: one that was put again is another. */
    static Optional<Question> still(String id, Instant since, Window now) {
        return Question.of(now).stream()
                .filter(asked -> asked.id().equals(id) && asked.since().equals(since))
                .findFirst();
    }

    private static Optional<Question> still(Question question, Window now) {
        return still(question.id(), question.since(), now);
    }

    private static boolean isKnownToServices(Question question, Window window) {
        int level = question.call(window).map(Window.Call::level).orElse(0);
        return window.plan().inTrouble().escalation().stream().limit(level).anyMatch(called -> called.channels()
                .contains(Plan.Reach.WEBHOOK));
    }

    private static OwedCall called(
            Window window,
            LoggedEvent logged,
            WindowEvent.Escalated escalated,
            Plan.Reach channel,
            List<String> services) {
        Instant since = Objects.requireNonNull(window.calls().get(escalated.question()), escalated.question())
                .since();
        List<String> choices = still(escalated.question(), since, window)
                .map(Question::choices)
                .orElse(List.of());
        Call call = new Call(
                logged.window(),
                escalated.question(),
                since,
                escalated.level(),
                Action.CALL,
                escalated.roles(),
                channel,
                OneLine.of(window.plan().title()),
                OneLine.sentence(escalated.text()),
                choices,
                window.plan().target(),
                window.plan().window().zone(),
                logged.time());
        return switch (channel) {
            case EMAIL -> toTeam(call, window.plan(), Plan.Member::email);
            case WHATSAPP -> toTeam(call, window.plan(), Plan.Member::whatsapp);
            case WEBHOOK -> toServices(call, services);
            case CHAT -> throw new IllegalArgumentException("the bot calls people in the chat");
        };
    }

    private static OwedCall word(
            Action action, Window window, Question question, LoggedEvent logged, List<String> services) {
        Call call = new Call(
                logged.window(),
                question.id(),
                question.since(),
                question.call(window).map(Window.Call::level).orElse(0),
                action,
                question.roles(),
                Plan.Reach.WEBHOOK,
                OneLine.of(window.plan().title()),
                OneLine.sentence(question.text()),
                question.choices(),
                window.plan().target(),
                window.plan().window().zone(),
                logged.time());
        return toServices(call, services);
    }

    private static OwedCall toServices(Call call, List<String> services) {
        return new OwedCall(call, services, services.isEmpty() ? "no incident service is set up" : "");
    }

    /** Nobody else: whoever holds none of the roles is not woken. */
    private static OwedCall toTeam(Call call, Plan plan, Function<Plan.Member, @Nullable String> address) {
        List<String> addresses = new ArrayList<>();
        List<String> unreached = new ArrayList<>();
        for (String role : call.roles()) {
            List<String> known = plan.team().stream()
                    .filter(member -> member.role().equals(role))
                    .map(address)
                    .flatMap(Stream::ofNullable)
                    .filter(one -> !one.isBlank())
                    .toList();
            if (known.isEmpty()) {
                unreached.add(role);
            }
            addresses.addAll(known);
        }
        return new OwedCall(
                call,
                addresses.stream().distinct().toList(),
                unreached.isEmpty() ? "" : "the plan has no address for it of " + String.join(", ", unreached));
    }
}
