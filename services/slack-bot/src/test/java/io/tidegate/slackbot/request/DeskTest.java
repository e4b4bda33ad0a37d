package io.tidegate.slackbot.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.Message;
import io.tidegate.contracts.window.Wave;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.slackbot.Runbook;
import io.tidegate.slackbot.Story;
import io.tidegate.slackbot.window.Tracked;
import io.tidegate.slackbot.window.Windows;
import io.tidegate.slackbot.wish.AskedFrom;
import io.tidegate.slackbot.wish.Wishes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DeskTest {
    private static final Instant NOW = Instant.parse("2026-11-29T22:00:00Z");

    private final List<Tracked> tracked = new ArrayList<>();
    private final List<Message<WindowCommand>> wishes = new ArrayList<>();
    private final Map<String, String> askedFrom = new HashMap<>();
    private Wishes.Taking taking = new Wishes.Taking.Taken();

    private final Desk desk = new Desk(
            new Windows() {
                @Override
                public Optional<Tracked> find(String id) {
                    return tracked.stream()
                            .filter(window -> window.id().equals(id))
                            .findFirst();
                }

                @Override
                public List<Tracked> inChannel(String channel) {
                    return tracked.stream()
                            .filter(window -> window.channel().equals(channel))
                            .sorted(Comparator.comparing(window -> !WindowChoice.hasNotEnded(window)))
                            .toList();
                }

                @Override
                public List<Tracked> ofWave(String channel, String wave) {
                    return inChannel(channel).stream()
                            .filter(window -> window.window()
                                    .map(Window::wave)
                                    .filter(of -> of.id().equals(wave))
                                    .isPresent())
                            .sorted(Comparator.comparing(Tracked::id))
                            .toList();
                }

                @Override
                public List<Tracked> open() {
                    throw new UnsupportedOperationException("nobody asks");
                }

                @Override
                public Optional<ZoneId> zoneOf(String plan) {
                    return tracked.stream()
                            .flatMap(window -> window.window().stream())
                            .filter(window -> window.plan().name().equals(plan))
                            .map(window -> window.plan().window().zone())
                            .findFirst();
                }

                @Override
                public Optional<Change> change(String id, Function<Tracked, Optional<Change>> change) {
                    throw new UnsupportedOperationException("a question changes nothing");
                }
            },
            wish -> {
                wishes.add(wish);
                return taking;
            },
            new AskedFrom() {
                @Override
                public void remember(String wish, String channel) {
                    askedFrom.put(wish, channel);
                }

                @Override
                public Optional<String> channelOf(String wish) {
                    return Optional.ofNullable(askedFrom.get(wish));
                }
            },
            Clock.fixed(NOW, ZoneOffset.UTC));

    private String ask(String text) {
        return desk.answer(new Desk.Asked(Actor.person("U0RATNA", "ratna.w"), Story.CHANNEL, text, "12.34.ab"));
    }

    private void there(String id) {
        tracked.add(Story.begins(id, NOW).scheduled(Story.plan()).deciding().tracked());
    }

    private void ended(String id) {
        tracked.add(Story.begins(id, NOW)
                .scheduled(Story.plan())
                .by(Story.RATNA, new WindowEvent.WindowCancelled("later"))
                .tracked());
    }

    @Test
    void aWishForTheChannelsOneWindowIsHandedOnWithTheTriggersId() {
        there("w-1");
        ended("w-0");

        assertThat(ask("go")).startsWith("✓ `go` for `w-1`");
        assertThat(wishes).singleElement().satisfies(wish -> {
            assertThat(wish.id()).isEqualTo("slack:trigger:12.34.ab");
            assertThat(wish.window()).isEqualTo("w-1");
            assertThat(wish.actor()).isEqualTo(Story.RATNA);
            assertThat(wish.data()).isEqualTo(new WindowCommand.Go());
        });
    }

    @Test
    void withSeveralWindowsTheIdIsAskedFor() {
        there("w-1");
        there("w-2");

        assertThat(ask("go")).contains("--window", "`w-1`", "`w-2`");
        assertThat(ask("go --window w-2")).startsWith("✓ `go` for `w-2`");
        assertThat(wishes).extracting(Message::window).containsExactly("w-2");
    }

    /** One of three, one at a time; ids are in the order of places. */
    private Story ofWave(int place, String target) {
        return Story.begins("w-" + place + "-" + target, NOW)
                .scheduled(Story.plan().on(target), new Wave("w", place, 3, place));
    }

    @Test
    void aWishForAWaveGoesToEachOfItsWindowsThatItSuitsOnce() {
        tracked.add(ofWave(1, "a").deciding().tracked());
        tracked.add(ofWave(2, "b").deciding().tracked());
        tracked.add(ofWave(3, "c").tracked());

        assertThat(ask("go --wave w"))
                .startsWith("`go` is handed on, for each window by itself")
                .contains("✓ `w-1-a`", "✓ `w-2-b`")
                .doesNotContain("w-3-c");
        assertThat(wishes)
                .extracting(Message::window, Message::id, Message::data)
                .containsExactly(
                        tuple("w-1-a", "slack:trigger:12.34.ab:w-1-a", new WindowCommand.Go()),
                        tuple("w-2-b", "slack:trigger:12.34.ab:w-2-b", new WindowCommand.Go()));
        wishes.clear();
        ask("cancel the disk is full --wave w");
        assertThat(wishes).extracting(Message::window).containsExactly("w-1-a", "w-2-b", "w-3-c");
        assertThat(ask("rollback errors --wave other")).contains("There is no wave `other`");
        assertThat(ask("postpone in 7d later --wave w")).contains("is not for a wave");
    }

    @Test
    void whatOfAWaveWasNotTakenIsSaid() {
        tracked.add(ofWave(1, "a").deciding().tracked());
        tracked.add(ofWave(2, "b").deciding().tracked());
        taking = new Wishes.Taking.NotTaken("Kafka cannot be reached");

        assertThat(ask("go --wave w")).contains("✗ `w-1-a` and those behind it were *NOT* told");
        assertThat(wishes).hasSize(1);
    }

    @Test
    void theStatusOfAWaveCountsItsWindowsAndSaysWhoStoppedIt() {
        tracked.add(ofWave(1, "a")
                .timer(new WindowEvent.WindowPostponed("the disk is full"))
                .tracked());
        tracked.add(ofWave(2, "b").deciding().tracked());
        tracked.add(ofWave(3, "c").tracked());

        assertThat(ask("status"))
                .startsWith("🌊 *Portion size differentiation* on 3 targets · wave `w`\n"
                        + "0 done, 0 running, 2 waiting, 1 postponed. 🛑 Stopped by a (`w-1-a`): postponed.\n\n")
                .contains("`w-2-b`")
                .doesNotContain("`w-3-c`");
        assertThat(ask("status w")).contains("`w-1-a`", "`w-2-b`", "`w-3-c`");
        assertThat(ask("status --wave w")).isEqualTo(ask("status w"));
    }

    @Test
    void aWindowIsAlsoNamedByItsTarget() {
        tracked.add(ofWave(1, "a").deciding().tracked());
        tracked.add(ofWave(2, "b").deciding().tracked());

        assertThat(ask("go")).contains("--wave w", "`w-1-a`", "`w-2-b`");
        assertThat(ask("go --window b")).startsWith("✓ `go` for `w-2-b`");
    }

    @Test
    void aPostponedWindowIsNamedByItsTargetToo() {
        tracked.add(ofWave(1, "a").deciding().tracked());
        tracked.add(ofWave(2, "b")
                .timer(new WindowEvent.WindowPostponed("the disk is full"))
                .tracked());

        assertThat(ask("postpone 2026-12-08 05:00 it is larger now --window b")).startsWith("✓ `postpone` for `w-2-b`");
    }

    @Test
    void aWishWithoutAWindowIsForTheOnlyOneThatItSuits() {
        tracked.add(ofWave(1, "a").deciding().approved().opened().tracked());
        tracked.add(ofWave(2, "b").tracked());

        assertThat(ask("rollback errors")).startsWith("✓ `rollback` for `w-1-a`");
        assertThat(ask("attest staging")).startsWith("✓ `attest` for `w-2-b`");
        assertThat(ask("hold wait")).contains("Which window?", "`w-1-a` a, in progress", "`w-2-b` b, scheduled");
    }

    @Test
    void aWaveThatPeopleHaveLetGoOnIsNotSaidToBeStopped() {
        Story failed = ofWave(1, "a").timer(new WindowEvent.WindowCancelled("never"));
        Story behind = ofWave(2, "b").after(Duration.ofHours(1));
        tracked.add(failed.tracked());
        tracked.add(behind.tracked());
        assertThat(ask("status w")).contains("🛑 Stopped by a");

        tracked.clear();
        Instant start = NOW.plus(Duration.ofDays(7));
        behind.by(Story.RATNA, new WindowEvent.WindowMoved(start, start.plusSeconds(3600), start, "without a"));
        tracked.add(failed.tracked());
        tracked.add(behind.tracked());
        assertThat(ask("status w")).contains("1 cancelled.").doesNotContain("Stopped by");
    }

    @Test
    void aWindowThatIsMisspeltIsNotGuessed() {
        there("portion-size-20261129-2200-3f9a");

        assertThat(ask("rollback errors --window portion-size-20261129-2200-3f9b"))
                .contains("Did you mean `portion-size-20261129-2200-3f9a`?");
        assertThat(wishes).isEmpty();
    }

    @Test
    void withoutAWindowNothingIsHandedOn() {
        assertThat(ask("go")).contains("There is no window in this channel");
        ended("w-0");
        assertThat(ask("hold wait")).contains("`w-0` is cancelled", "/migration schedule portion-size");
        assertThat(wishes).isEmpty();
    }

    @Test
    void aScheduledWindowGetsItsIdAndItsTimeInThePlansZone() {
        there("w-1");

        assertThat(ask("schedule portion-size 2026-12-01 05:00")).contains("`portion-size-20261129-2200-");
        assertThat(wishes).singleElement().satisfies(wish -> assertThat(wish.data())
                .isEqualTo(new WindowCommand.Schedule(
                        "portion-size", Instant.parse("2026-11-30T22:00:00Z"), Story.CHANNEL)));
        assertThat(askedFrom).containsEntry("slack:trigger:12.34.ab", Story.CHANNEL);
    }

    @Test
    void aWishThatKafkaDoesNotTakeIsSaidNotToBeTaken() {
        there("w-1");
        taking = new Wishes.Taking.NotTaken("Kafka cannot be reached");

        assertThat(ask("go")).contains("*NOT taken*", "Kafka cannot be reached", "try again");
        assertThat(desk.press(new Desk.Pressed(Story.RATNA, "w-1", new WindowCommand.Go(), "slack:button:1:2")))
                .isEqualTo(taking);
    }

    @Test
    void aCriterionThatIsMisspeltIsNotAttested() {
        there("w-1");

        assertThat(ask("attest stageing")).contains("Did you mean `staging`?");
        assertThat(ask("attest healthy")).contains("There are: `staging`");
        assertThat(wishes).isEmpty();
    }

    @Test
    void readingNeedsNoOpenWindow() {
        ended("w-0");

        assertThat(ask("plan")).contains("*Steps*");
        assertThat(ask("report")).contains("*Report*", "*cancelled*: later");
        assertThat(ask("status")).contains("cancelled");
        assertThat(ask("help")).contains("`/migration no-go &lt;reason&gt;`");
        assertThat(wishes).isEmpty();
    }

    @Test
    void aNewDateIsInThePlansZoneAndAlsoForAPostponedWindow() {
        tracked.add(Story.begins("w-1", NOW)
                .scheduled(Story.plan())
                .deciding()
                .by(Story.BUDI, new WindowEvent.WindowPostponed("the kitchen is short of staff"))
                .tracked());

        assertThat(ask("postpone 2026-12-08 05:00 staff is back"))
                .startsWith("✓ `postpone` for `w-1`, to Tue 8 Dec 2026 05:00 WIB");
        assertThat(wishes).singleElement().satisfies(wish -> assertThat(wish.data())
                .isEqualTo(new WindowCommand.Move(Instant.parse("2026-12-07T22:00:00Z"), "staff is back")));
        assertThat(ask("postpone 2026-11-08 05:00 staff is back")).contains("has passed");
    }

    @Test
    void theFirstWordBehindDoneIsAnIdOrBeginsTheNote() {
        tracked.add(Runbook.over("w-1", NOW).tracked());

        assertThat(ask("done lead-signs all is well")).startsWith("✓");
        assertThat(ask("done all is well")).startsWith("✓");
        assertThat(ask("done lead-sings all is well")).contains("Did you mean `lead-signs`?");
        assertThat(wishes)
                .extracting(Message::data)
                .containsExactly(
                        new WindowCommand.Done("lead-signs", "all is well"),
                        new WindowCommand.Done(null, "all is well"));
    }

    @Test
    void aStepOrAWayBackThatIsMisspeltIsNotGuessed() {
        tracked.add(Runbook.needsPerson("w-1", NOW).tracked());

        assertThat(ask("skip smoke-tets nobody is there")).contains("Did you mean `smoke-test`?");
        assertThat(ask("rollback --rung swapback errors")).contains("Did you mean `swap-back`?");
        assertThat(ask("override staging later")).contains("No criterion `staging` can be overridden");
        assertThat(wishes).isEmpty();
    }
}
