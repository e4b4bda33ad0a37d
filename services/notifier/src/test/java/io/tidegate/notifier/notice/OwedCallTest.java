package io.tidegate.notifier.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.notifier.Story;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwedCallTest {
    private static final List<String> SERVICES = List.of("on-call");

    private static Story asked() {
        return Story.scheduled("w", Story.fullPlan())
                .opened()
                .closed()
                .happens(new WindowEvent.PersonNeeded("it went wrong", List.of("rollback")))
                .after(Duration.ofMinutes(5));
    }

    @Test
    void aLevelCallsThoseWhoHoldItsRolesAndNobodyElse() {
        List<OwedCall> owed = asked().escalated("person", 1).calls(SERVICES);

        assertThat(owed)
                .extracting(one -> one.call().channel() + " " + one.addresses() + " " + one.remark())
                .as("the chat is the bot's")
                .containsExactly(
                        "EMAIL [ratna@sppg.example, sari@sppg.example] ",
                        "WHATSAPP [+62 811-0000-0001] the plan has no address for it of qa");
        Call call = owed.getFirst().call();
        assertThat(call.text()).isEqualTo("Portion size differentiation: it went wrong.");
        assertThat(Json.read(Json.write(call), Call.class)).isEqualTo(call);
    }

    @Test
    void anIncidentServiceHearsOfItsEndAndOthersDoNot() {
        Story story = asked().escalated("person", 1);
        assertThat(story.escalated("person", 2).calls(SERVICES))
                .extracting(one -> one.call().channel() + " " + one.addresses())
                .containsExactly("EMAIL [budi@sppg.example]", "WEBHOOK [on-call]");

        assertThat(story.happens(new WindowEvent.EscalationAcknowledged("person"))
                        .calls(SERVICES))
                .extracting(one -> one.call().action() + " " + one.call().channel())
                .containsExactly("ACKNOWLEDGE WEBHOOK");
        assertThat(story.rollsBack("it went wrong").calls(SERVICES))
                .extracting(one -> one.call().action() + " " + one.call().channel())
                .containsExactly("RESOLVE WEBHOOK");
    }

    @Test
    void whatNeverWentToAServiceEndsThereSilently() {
        Story story = asked().escalated("person", 1);

        assertThat(story.rollsBack("it went wrong").calls(SERVICES)).isEmpty();
    }

    @Test
    void aQuestionThatIsPutAgainIsCalledAnew() {
        Story story = asked().escalated("person", 1);
        String first = story.calls(SERVICES).getFirst().call().key();
        story.happens(new WindowEvent.FixStarted(story.now().plus(Duration.ofMinutes(10)), false, "I mend it"))
                .after(Duration.ofMinutes(10))
                .happens(new WindowEvent.FixRanOut())
                .after(Duration.ofMinutes(5))
                .escalated("person", 1);

        assertThat(story.calls(SERVICES).getFirst().call().key()).isNotEqualTo(first);
    }
}
