package io.tidegate.slackbot.request;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.Message;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.slackbot.command.CommandLine;
import io.tidegate.slackbot.command.Request;
import io.tidegate.slackbot.command.Understanding;
import io.tidegate.slackbot.command.Verb;
import io.tidegate.slackbot.command.When;
import io.tidegate.slackbot.command.WhenReader;
import io.tidegate.slackbot.command.WindowIds;
import io.tidegate.slackbot.report.PostMortemText;
import io.tidegate.slackbot.report.ReportText;
import io.tidegate.slackbot.request.WindowChoice.Chosen;
import io.tidegate.slackbot.text.Markup;
import io.tidegate.slackbot.text.Mrkdwn;
import io.tidegate.slackbot.window.PlanText;
import io.tidegate.slackbot.window.StatusText;
import io.tidegate.slackbot.window.Tracked;
import io.tidegate.slackbot.window.WaveText;
import io.tidegate.slackbot.window.Windows;
import io.tidegate.slackbot.wish.AskedFrom;
import io.tidegate.slackbot.wish.Wishes;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers a person: understands what is asked, hands a wish on, or reads out what the log says. */
final class Desk {
    private final Windows windows;
    private final Wishes wishes;
    private final AskedFrom asked;
    private final Clock clock;
    private final WaveDesk waves;

    /** @param text what stood after {@code /migration} */
    record Asked(Actor person, String channel, String text, String triggerId) {}

    record Pressed(Actor person, String window, WindowCommand command, String id) {}

    Desk(Windows windows, Wishes wishes, AskedFrom asked, Clock clock) {
        this.windows = windows;
        this.wishes = wishes;
        this.asked = asked;
        this.clock = clock;
        waves = new WaveDesk(windows);
    }

    /** The answer, in mrkdwn, for the asker alone. */
    String answer(Asked question) {
        return switch (CommandLine.read(question.text())) {
            case Understanding.NotUnderstood not -> notUnderstood(not.what(), not.mend());
            case Understanding.Understood(Request request) ->
                switch (request) {
                    case Request.Help help -> HelpText.text();
                    case Request.ShowPlan show -> shown(question, show.window(), this::plan);
                    case Request.ShowReport show -> shown(question, show.window(), this::report);
                    case Request.ShowStatus show ->
                        show.window() == null ? statusOfAll(question.channel()) : statusOf(question, show.window());
                    case Request.ShowPostMortem show -> shown(question, show.window(), this::postMortem);
                    case Request.Schedule schedule -> schedule(question, schedule);
                    case Request.Postpone postpone -> postpone(question, postpone);
                    case Request.Wish wish -> wish(question, wish);
                    case Request.WaveWish wish ->
                        waves.wish(
                                question.channel(),
                                wish.wave(),
                                wish.command(),
                                (tracked, command) -> hand(question, tracked, command));
                };
        };
    }

    /** What became of a press, or of what was submitted after one. */
    Wishes.Taking press(Pressed pressed) {
        Actor person = windows.find(pressed.window())
                .flatMap(Tracked::window)
                .map(window -> named(pressed.person(), window))
                .orElse(pressed.person());
        return hand(pressed.id(), pressed.window(), person, pressed.command());
    }

    private interface Text {
        String of(Tracked tracked, Window window);
    }

    private String shown(Asked question, @Nullable String named, Text text) {
        return switch (WindowChoice.toShow(windows, question.channel(), named)) {
            case Chosen.One(Tracked tracked) ->
                text.of(tracked, tracked.window().orElseThrow());
            case Chosen.Not not -> not.explanation();
        };
    }

    private String plan(Tracked tracked, Window window) {
        return PlanText.of(tracked.id(), window);
    }

    private String report(Tracked tracked, Window window) {
        return ReportText.of(tracked.id(), window, tracked.chronicle(), tracked.sequence(), Markup.SLACK);
    }

    private String postMortem(Tracked tracked, Window window) {
        return PostMortemText.of(tracked.id(), window, tracked.chronicle(), Markup.SLACK);
    }

    private String status(Tracked tracked, Window window) {
        return StatusText.of(tracked.id(), window, clock.instant());
    }

    private String statusOfAll(String channel) {
        List<Tracked> all = windows.inChannel(channel);
        List<Tracked> open = all.stream().filter(WindowChoice::hasNotEnded).toList();
        List<Tracked> worth = open.isEmpty() ? all.stream().limit(1).toList() : open;
        if (worth.isEmpty()) {
            return WindowChoice.NO_WINDOW;
        }
        // Of a wave's windows those at work speak for themselves; the others are counted.
        return Stream.concat(
                        WaveDesk.waves(worth).stream().map(wave -> waves.summary(channel, wave)),
                        worth.stream()
                                .filter(tracked -> tracked.window()
                                        .filter(window -> window.wave() == null
                                                || window.status().isOpen())
                                        .isPresent())
                                .map(tracked -> status(tracked, tracked.window().orElseThrow())))
                .collect(Collectors.joining("\n\n"));
    }

    /** Of a window, or of all the windows of a wave. */
    private String statusOf(Asked question, String named) {
        List<Tracked> wave = windows.ofWave(question.channel(), named);
        return wave.isEmpty()
                ? shown(question, named, this::status)
                : Stream.concat(
                                Stream.of(WaveText.of(wave)),
                                wave.stream()
                                        .map(tracked ->
                                                status(tracked, tracked.window().orElseThrow())))
                        .collect(Collectors.joining("\n\n"));
    }

    private String schedule(Asked question, Request.Schedule schedule) {
        Instant now = clock.instant();
        ZoneId zone = schedule.when() instanceof When.Local(var time, var named) && named == null
                ? windows.zoneOf(schedule.plan()).orElse(null)
                : null;
        return switch (WhenReader.moment(schedule.when(), now, zone)) {
            case WhenReader.Moment.None none -> notUnderstood(none.what(), none.mend());
            case WhenReader.Moment.At(var start) -> {
                String window = WindowIds.window(schedule.plan(), now, question.triggerId());
                String id = WindowIds.slashCommand(question.triggerId());
                asked.remember(id, question.channel());
                var command = new WindowCommand.Schedule(schedule.plan(), start, question.channel());
                String begins = start == null ? "the plan's own start" : Mrkdwn.moment(start);
                yield taken(
                        hand(id, window, question.person(), command),
                        command,
                        "Window " + Mrkdwn.code(window) + " of plan " + Mrkdwn.code(schedule.plan()) + ", starting at "
                                + begins + ". Its card appears here.");
            }
        };
    }

    private String postpone(Asked question, Request.Postpone postpone) {
        return switch (WindowChoice.toChange(
                windows, question.channel(), postpone.window(), window -> Suits.aNewDate(window.status()))) {
            case Chosen.Not not -> not.explanation();
            case Chosen.One(Tracked tracked) -> {
                ZoneId zone = tracked.window().orElseThrow().plan().window().zone();
                yield switch (WhenReader.moment(postpone.when(), clock.instant(), zone)) {
                    case WhenReader.Moment.None none -> notUnderstood(none.what(), none.mend());
                    case WhenReader.Moment.At(var start) ->
                        handedOn(
                                question,
                                tracked,
                                new WindowCommand.Move(Objects.requireNonNull(start), postpone.reason()),
                                ", to " + Mrkdwn.moment(start, zone));
                };
            }
        };
    }

    private String wish(Asked question, Request.Wish wish) {
        return switch (WindowChoice.toChange(
                windows, question.channel(), wish.window(), window -> Suits.wish(wish.command(), window))) {
            case Chosen.Not not -> not.explanation();
            case Chosen.One(Tracked tracked) ->
                switch (Slips.mended(wish.command(), tracked.window().orElseThrow())) {
                    case Slips.Mended.Not not -> not.explanation();
                    case Slips.Mended.Command(var command) -> handedOn(question, tracked, command, "");
                };
        };
    }

    private String handedOn(Asked question, Tracked tracked, WindowCommand command, String detail) {
        Actor person =
                tracked.window().map(window -> named(question.person(), window)).orElse(question.person());
        String id = WindowIds.slashCommand(question.triggerId());
        return taken(
                hand(id, tracked.id(), person, command),
                command,
                Mrkdwn.code(Verb.of(command)) + " for " + Mrkdwn.code(tracked.id()) + detail
                        + " is handed on. The card shows what becomes of it.");
    }

    /** One of several by one command: its id says which window it is for, so that each is taken once. */
    private Wishes.Taking hand(Asked question, Tracked tracked, WindowCommand command) {
        Actor person =
                tracked.window().map(window -> named(question.person(), window)).orElse(question.person());
        String id = WindowIds.slashCommand(question.triggerId()) + ":" + tracked.id();
        return hand(id, tracked.id(), person, command);
    }

    private static String notUnderstood(String what, String mend) {
        return "🤔 " + Mrkdwn.escape(what) + "\n" + Mrkdwn.escape(mend);
    }

    private static Actor named(Actor person, Window window) {
        String name = window.plan().names().get(person.id());
        return name == null ? person : Actor.person(person.id(), name);
    }

    private Wishes.Taking hand(String id, String window, Actor person, WindowCommand command) {
        return wishes.take(new Message<>(id, window, clock.instant(), person, command));
    }

    private static String taken(Wishes.Taking taking, WindowCommand command, String taken) {
        return switch (taking) {
            case Wishes.Taking.Taken done -> "✓ " + taken;
            case Wishes.Taking.NotTaken not -> notTaken(command, not);
        };
    }

    /** In mrkdwn. */
    static String notTaken(WindowCommand command, Wishes.Taking.NotTaken not) {
        return "✗ " + Mrkdwn.code(Verb.of(command)) + " was *NOT taken*: " + Mrkdwn.escape(not.why())
                + ". Nothing has been changed by it. Look at the card, then try again in a minute; if this stays, tell"
                + " whoever operates Tidegate.";
    }
}
