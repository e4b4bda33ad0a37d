package io.tidegate.slackbot.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.tidegate.contracts.Message;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.window.Wave;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import io.tidegate.slackbot.Story;
import io.tidegate.slackbot.request.PublishedVector;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What reaches Kafka of a signed request, and what the person is told. */
@Infrastructure
class SignedRequestsIT {
    private final String window = "portion-size-" + UUID.randomUUID().toString().substring(0, 8);
    private SlackStandIn slack;
    private Records records;
    private Kafka kafka;
    private RunningBot.Database database;

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

    @Test
    void slacksPublishedVectorPassesAndWhatIsNotItDoesNot() throws IOException {
        try (RunningBot bot = RunningBot.start(
                kafka.bootstrapServers(), database, slack, Map.of("test.clock", PublishedVector.TIME.toString()))) {
            assertThat(status(bot, PublishedVector.BODY, PublishedVector.TIMESTAMP, PublishedVector.SIGNATURE))
                    .isEqualTo(200);
            String flipped = PublishedVector.BODY.replace("token=x", "token=y");
            assertThat(status(bot, flipped, PublishedVector.TIMESTAMP, PublishedVector.SIGNATURE))
                    .isEqualTo(401);
        }
    }

    @Test
    void aStaleAndAFutureTimestampAreRefusedThoughTheirSignaturesHold() throws IOException {
        try (RunningBot bot = bot()) {
            for (long skew : List.of(-400L, 400L)) {
                String timestamp = Long.toString(Instant.now().getEpochSecond() + skew);
                String signature = new com.slack.api.app_backend.SlackSignature.Generator(PublishedVector.SECRET)
                        .generate(timestamp, PublishedVector.BODY);
                assertThat(status(bot, PublishedVector.BODY, timestamp, signature))
                        .as("skew " + skew)
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void slacksCertificateCheckIsAnswered() throws IOException {
        try (RunningBot bot = bot()) {
            assertThat(bot.signed("/slack/commands", "ssl_check=1&token=legacy").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aPressedButtonIsOneWishHoweverOftenItArrives() throws IOException {
        try (RunningBot bot = bot()) {
            for (int i = 0; i < 2; i++) {
                assertThat(bot.press("U0RATNA", window, "tidegate:go", "1700000000.1", "1700000001.5")
                                .statusCode())
                        .isEqualTo(200);
            }

            List<Message<WindowCommand>> wishes = records.wishes(window);
            assertThat(wishes).isNotEmpty().allSatisfy(wish -> {
                assertThat(wish.id()).isEqualTo("slack:button:1700000000.1:1700000001.5");
                assertThat(wish.data()).isEqualTo(new WindowCommand.Go());
                assertThat(wish.actor().id()).isEqualTo("U0RATNA");
            });
        }
    }

    @Test
    void aPressThatNeedsAReasonAsksForItAndIsOneWishHoweverOftenItIsSubmitted() throws Exception {
        try (RunningBot bot = bot()) {
            aWindowIsDecided(bot);
            Instant pressed = Instant.now();
            assertThat(bot.press("U0RATNA", window, "tidegate:no-go", "1700000000.1", "1700000001.5")
                            .statusCode())
                    .isEqualTo(200);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !slack.calls("views.open").isEmpty());
            SlackStandIn.Call opened = slack.calls("views.open").getFirst();
            JsonNode view = Json.read(opened.field("view"), JsonNode.class);

            assertThat(opened.field("trigger_id")).isEqualTo("9.9.z");
            assertThat(Duration.between(pressed, opened.at())).isLessThan(Duration.ofSeconds(3));
            assertThat(view.at("/title/text").asText()).isEqualTo("No-go");
            assertThat(opened.field("view")).contains("*postponed*", "`" + window + "`");
            assertThat(bot.submit("U0RATNA", view, " \n").body())
                    .isEqualTo("{\"response_action\":\"errors\",\"errors\":{\"reason\":\"A reason is missing:"
                            + " it goes into the log.\"}}");
            assertThat(records.wishes(window)).isEmpty();
            for (int i = 0; i < 2; i++) {
                HttpResponse<String> closed = bot.submit("U0RATNA", view, "replication lags\nby <1 min>");
                assertThat(closed.statusCode()).isEqualTo(200);
                assertThat(closed.body()).isEmpty();
            }
            assertThat(records.wishes(window)).isNotEmpty().allSatisfy(wish -> {
                assertThat(wish.id()).isEqualTo("slack:button:1700000000.1:1700000001.5");
                assertThat(wish.data()).isEqualTo(new WindowCommand.NoGo("replication lags by <1 min>"));
                assertThat(wish.actor()).isEqualTo(Story.RATNA);
            });
            assertThat(slack.calls("chat.postEphemeral")).isEmpty();
        }
    }

    @Test
    void whoIsShownNoModalIsToldWhatToTypeInstead() throws Exception {
        try (RunningBot bot = bot()) {
            aWindowIsDecided(bot);
            slack.refuse("views.open", "expired_trigger_id");
            bot.press("U0RATNA", window, "tidegate:no-go", "1700000000.1", "1700000001.5");

            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(slack.calls("chat.postEphemeral"))
                    .singleElement()
                    .satisfies(call -> {
                        assertThat(call.field("user")).isEqualTo("U0RATNA");
                        assertThat(call.field("channel")).isEqualTo("C0MIGRATION");
                        assertThat(call.field("text"))
                                .contains(
                                        "*NOT taken*",
                                        "`expired_trigger_id`",
                                        "`/migration no-go &lt;reason&gt; --window " + window + "`");
                    }));
            assertThat(records.wishes(window)).isEmpty();
        }
    }

    private void aWindowIsDecided(RunningBot bot) throws Exception {
        records.publish(Story.begins(window, Instant.now())
                .scheduled(Story.plan())
                .deciding()
                .events());
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        bot.command("U0RATNA", "status", "11.22.abc").body().contains(window));
    }

    @Test
    void aCommandForTheChannelsWindowGoesToKafkaBeforeItIsAcknowledged() throws Exception {
        try (RunningBot bot = bot()) {
            records.publish(Story.begins(window, Instant.now())
                    .scheduled(Story.plan())
                    .deciding()
                    .events());
            await().atMost(Duration.ofSeconds(20)).until(() -> !slack.calls().isEmpty());

            HttpResponse<String> answer = bot.command("U0RATNA", "hold wait for &lt;Budi&gt;", "11.22.abc");

            assertThat(answer.body()).contains("\"response_type\":\"ephemeral\"", "`hold` for `" + window + "`");
            assertThat(records.wishes(window)).singleElement().satisfies(wish -> {
                assertThat(wish.id()).isEqualTo("slack:trigger:11.22.abc");
                assertThat(wish.data()).isEqualTo(new WindowCommand.Hold("wait for <Budi>"));
                assertThat(wish.actor()).isEqualTo(Story.RATNA);
            });
        }
    }

    @Test
    void aCommandForAWaveGoesToKafkaOnceForEachOfItsWindows() throws Exception {
        try (RunningBot bot = bot()) {
            for (int place = 1; place <= 2; place++) {
                String target = place == 1 ? "north" : "south";
                records.publish(Story.begins(window + "-" + target, Instant.now())
                        .scheduled(Story.plan().on(target), new Wave(window, place, 2, 1))
                        .deciding()
                        .events());
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> bot.command("U0RATNA", "status", "11.22.abc")
                    .body()
                    .contains("on 2 targets · wave `" + window + "`\\n0 done, 0 running, 2 waiting."));

            HttpResponse<String> answer = bot.command("U0RATNA", "go --wave " + window, "11.22.abd");

            assertThat(answer.body()).contains("✓ `" + window + "-north`", "✓ `" + window + "-south`");
            for (String target : List.of("north", "south")) {
                assertThat(records.wishes(window + "-" + target))
                        .singleElement()
                        .satisfies(wish -> {
                            assertThat(wish.id()).isEqualTo("slack:trigger:11.22.abd:" + window + "-" + target);
                            assertThat(wish.data()).isEqualTo(new WindowCommand.Go());
                        });
            }
        }
    }

    @Test
    void withKafkaDownThePersonIsToldInTimeThatTheWishWasNotTaken() throws IOException {
        try (RunningBot bot = bot()) {
            bot.command("U0RATNA", "schedule portion-size in 1h", "1.1.first");
            kafka.stop();
            try {
                Instant asked = Instant.now();
                HttpResponse<String> answer = bot.command("U0RATNA", "schedule portion-size in 1h", "1.1.second");
                Instant pressed = Instant.now();
                HttpResponse<String> press = bot.press("U0RATNA", window, "tidegate:go", "1.0", "2.0");
                Instant answered = Instant.now();
                HttpResponse<String> submitted = bot.submit("U0RATNA", holdModal(), "the disk is full");

                assertThat(Duration.between(asked, pressed)).isLessThan(Duration.ofSeconds(3));
                assertThat(answer.body()).contains("NOT taken", "Kafka cannot be reached");
                assertThat(press.statusCode()).isEqualTo(200);
                assertThat(Duration.between(pressed, answered)).isLessThan(Duration.ofSeconds(3));
                assertThat(submitted.body())
                        .contains("\"response_action\":\"errors\"", "NOT taken: Kafka cannot be reached");
                assertThat(Duration.between(answered, Instant.now())).isLessThan(Duration.ofSeconds(3));
                await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(slack.calls("chat.postEphemeral"))
                        .anySatisfy(call -> assertThat(call.field("text")).contains("NOT taken")));
            } finally {
                kafka.start();
            }
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> bot.command("U0RATNA", "schedule portion-size in 1h", "1.1.third")
                            .body()
                            .contains("Its card appears here"));
        }
    }

    /** As one that is open already. */
    private JsonNode holdModal() {
        String carried = Json.write(Map.of("window", window, "wish", "slack:button:1.0:3.0"));
        return Json.mapper()
                .createObjectNode()
                .put("type", "modal")
                .put("callback_id", "tidegate:hold")
                .put("private_metadata", carried);
    }

    private static int status(RunningBot bot, String body, String timestamp, String signature) throws IOException {
        return bot.post("/slack/commands", body, timestamp, signature).statusCode();
    }

    /** A clock that stands where a test says. */
    @Factory
    @Requires(property = "test.clock")
    static class StandingClock {
        @Singleton
        @Replaces(Clock.class)
        Clock clock(@Value("${test.clock}") String time) {
            return Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
        }
    }
}
