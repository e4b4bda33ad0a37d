package io.tidegate.local.workspace;

import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.view.Views.view;
import static com.slack.api.model.view.Views.viewTitle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.slack.api.methods.SlackApiException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threeten.extra.MutableClock;

/** What Slack allows for a while only. */
class TimeIT {
    private final MutableClock clock = MutableClock.of(Instant.parse("2026-11-30T22:01:00Z"), ZoneOffset.UTC);
    private Rig rig;

    @BeforeEach
    void start() {
        rig = new Rig(clock, 1);
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @Test
    void aChannelTakesOnePostASecondAfterAShortBurst() throws Exception {
        for (int i = 0; i < 3; i++) {
            post();
        }
        assertThatExceptionOfType(SlackApiException.class)
                .isThrownBy(this::post)
                .satisfies(refused ->
                        assertThat(refused.getResponse().header("Retry-After")).isEqualTo("1"));
        clock.add(Duration.ofSeconds(1));
        post();
        assertThat(rig.messages()).hasSize(4);
    }

    @Test
    void aResponseUrlLivesThirtyMinutes() throws Exception {
        rig.command("U0BUDI", "/migration status");
        String url = rig.bot.next().field("response_url");
        clock.add(Duration.ofMinutes(30));
        assertThat(rig.post(url, "{\"text\":\"late\"}").body()).isEqualTo("ok");
        clock.add(Duration.ofSeconds(1));
        assertThat(rig.post(url, "{\"text\":\"too late\"}").body()).isEqualTo("expired_url");
    }

    @Test
    void aTriggerLivesThreeSeconds() throws Exception {
        rig.command("U0BUDI", "/migration status");
        String trigger = rig.bot.next().field("trigger_id");
        clock.add(Duration.ofSeconds(4));
        var modal = view(build -> build.type("modal")
                .title(viewTitle(title -> title.type("plain_text").text("Reason")))
                .blocks(List.of(section(block -> block.text(plainText("Why?"))))));
        assertThat(rig.client()
                        .viewsOpen(open -> open.triggerId(trigger).view(modal))
                        .getError())
                .isEqualTo("expired_trigger_id");
    }

    private void post() throws Exception {
        var posted =
                rig.client().chatPostMessage(one -> one.channel(Rig.CHANNEL).text("x"));
        assertThat(posted.isOk()).isTrue();
    }
}
