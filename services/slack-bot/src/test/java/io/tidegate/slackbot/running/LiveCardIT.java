package io.tidegate.slackbot.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.kafka.MessageCodec;
import io.tidegate.contracts.kafka.Topics;
import io.tidegate.contracts.log.HashChain;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.plan.Phase;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import io.tidegate.slackbot.Story;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the channel sees of the log. */
@Infrastructure
class LiveCardIT {
    private final String window = "portion-size-" + UUID.randomUUID().toString().substring(0, 8);
    private final Story story = Story.begins(window, Instant.now());
    private SlackStandIn slack;
    private Records records;
    private Kafka kafka;
    private RunningBot.Database database;
    private int published;

    @BeforeEach
    void begin(Kafka broker, Postgres postgres) throws IOException {
        kafka = broker;
        slack = new SlackStandIn();
        records = new Records(broker.bootstrapServers());
        String url =
                postgres.createDatabase("bot_" + UUID.randomUUID().toString().replace("-", ""));
        database = new RunningBot.Database(url, postgres.adminUser(), postgres.adminPassword());
    }

    @AfterEach
    void end() {
        records.close();
        slack.close();
    }

    private RunningBot bot() {
        RunningBot bot = RunningBot.start(kafka.bootstrapServers(), database, slack, Map.of());
        await().atMost(Duration.ofSeconds(60)).until(bot::isReady);
        return bot;
    }

    private void publish() throws Exception {
        records.publish(story.events().subList(published, story.events().size()));
        published = story.events().size();
    }

    private List<SlackStandIn.Call> cards() {
        return slack.calls().stream()
                .filter(SlackStandIn.Call::isCard)
                .filter(call -> call.field("blocks").contains(window))
                .toList();
    }

    private static void soon(ThrowingRunnable check) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(check);
    }

    private void theCardShows(long events) {
        soon(() -> assertThat(slack.calls().stream()
                        .filter(call -> !call.ts().isEmpty())
                        .map(call -> call.field("blocks"))
                        .filter(blocks -> blocks.contains(window))
                        .reduce("", (before, last) -> last))
                .contains(events + " events"));
    }

    @Test
    void oneCardIsPostedAndThenUpdatedAndLinesHangOnIt() throws Exception {
        try (RunningBot bot = bot()) {
            story.scheduled(Story.plan());
            publish();
            theCardShows(1);
            story.deciding()
                    .approved()
                    .opened()
                    .through(Phase.CLOSE, Phase.REOPEN)
                    .reopened();
            publish();

            theCardShows(story.events().size());
            soon(() -> assertThat(String.join("\n", slack.texts()))
                    .contains("Smoke-test the application: done in 1.2 s.", "The log is signed up to event"));
            assertThat(cards()).hasSize(1);
            assertThat(slack.calls("chat.update")).allSatisfy(call -> assertThat(call.ts())
                    .isEqualTo(cards().getFirst().ts()));
            assertThat(slack.calls("chat.postMessage").stream().filter(call -> !call.isCard()))
                    .allSatisfy(call -> assertThat(call.field("thread_ts"))
                            .isEqualTo(cards().getFirst().ts()));
            assertThat(slack.calls("chat.update").size())
                    .as("cards are coalesced")
                    .isLessThan(story.events().size() / 2);
            aSecondLiesBetweenPosts();
        }
    }

    private void aSecondLiesBetweenPosts() {
        List<SlackStandIn.Call> posts = slack.calls("chat.postMessage");
        for (int i = 1; i < posts.size(); i++) {
            assertThat(Duration.between(posts.get(i - 1).at(), posts.get(i).at()))
                    .isGreaterThan(Duration.ofMillis(900));
        }
    }

    @Test
    void slackRateLimitedIsObeyedAndNothingIsLost() throws Exception {
        try (RunningBot bot = bot()) {
            slack.rateLimitOnce(3);
            story.scheduled(Story.plan()).deciding();
            publish();

            theCardShows(2);
            Instant refused = slack.calls().getFirst().at();
            assertThat(slack.calls().getFirst().method()).isEqualTo("chat.postMessage 429");
            assertThat(cards()).singleElement().satisfies(card -> assertThat(Duration.between(refused, card.at()))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(3)));
            soon(() ->
                    assertThat(String.join("\n", slack.texts())).contains("is scheduled for", "The decision is open."));
        }
    }

    @Test
    void aRestartKeepsTheOneCardAndSaysNothingTwice() throws Exception {
        story.scheduled(Story.plan());
        publish();
        try (RunningBot first = bot()) {
            soon(() -> assertThat(String.join("\n", slack.texts())).contains("is scheduled for"));
        }
        story.deciding();
        publish();
        records.publish(story.events());
        try (RunningBot second = bot()) {
            soon(() -> assertThat(String.join("\n", slack.texts())).contains("The decision is open."));
            theCardShows(2);
        }

        assertThat(cards()).hasSize(1);
        String all = String.join(
                "\n",
                slack.calls("chat.postMessage").stream()
                        .filter(call -> !call.isCard())
                        .map(call -> call.field("text"))
                        .toList());
        assertThat(all).containsOnlyOnce("is scheduled for").containsOnlyOnce("The decision is open.");
    }

    @Test
    void aPoisonRecordGoesToTheDeadLettersAndTheNextEventIsRead() throws Exception {
        try (RunningBot bot = bot()) {
            records.publish(
                    new ProducerRecord<>(Topics.EVENTS, window, "{ this is no event".getBytes(StandardCharsets.UTF_8)));
            LoggedEvent impossible = LoggedEvent.seal(
                    "x",
                    window,
                    1,
                    Instant.now(),
                    Actor.timer("t"),
                    "c",
                    HashChain.GENESIS,
                    new WindowEvent.WindowOpened());
            records.publish(new MessageCodec("test").encode(impossible));
            story.scheduled(Story.plan());
            publish();

            theCardShows(1);
            assertThat(records.all(Topics.deadLetters(Topics.EVENTS)).stream()
                            .filter(record -> window.equals(record.key()))
                            .map(record -> new String(
                                    record.headers().lastHeader("dlt_reason").value(), StandardCharsets.UTF_8)))
                    .hasSize(2)
                    .anySatisfy(reason -> assertThat(reason).contains("never scheduled"));
        }
    }

    @Test
    void whoAsksForAPlanThatIsNotThereIsToldWhereTheyAsked() throws Exception {
        try (RunningBot bot = bot()) {
            String answer =
                    bot.command("U0BUDI", "schedule nonsense", "77.88.xyz").body();
            String asked = answer.replaceAll("(?s).*Window `([^`]+)`.*", "$1");
            LoggedEvent refused = LoggedEvent.seal(
                    "x",
                    asked,
                    1,
                    Instant.now(),
                    Story.BUDI,
                    "slack:trigger:77.88.xyz",
                    HashChain.GENESIS,
                    new WindowEvent.CommandRefused("schedule", "no-plan", "There is no plan.", "Ask for another."));
            records.publish(new MessageCodec("test").encode(refused));

            soon(() -> assertThat(slack.calls("chat.postEphemeral")).anySatisfy(call -> {
                assertThat(call.field("channel")).isEqualTo("C0MIGRATION");
                assertThat(call.field("user")).isEqualTo("U0BUDI");
                assertThat(call.field("text")).contains("There is no plan.");
            }));
        }
    }
}
