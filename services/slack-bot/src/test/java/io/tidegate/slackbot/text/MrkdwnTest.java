package io.tidegate.slackbot.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class MrkdwnTest {

    @Property
    void whatIsEscapedComesBackAsItWas(@ForAll String text) {
        assertThat(Mrkdwn.unescape(Mrkdwn.escape(text))).isEqualTo(text);
        assertThat(Mrkdwn.escape(text)).doesNotContain("<", ">");
    }

    @Property
    void everySectionFitsAndNoLineIsLost(@ForAll @StringLength(max = 200) String line) {
        String text = (line.replace("\n", " ") + "\n").repeat(60);

        var parts = Sections.of(text);

        assertThat(parts).allSatisfy(part -> assertThat(part.length()).isLessThanOrEqualTo(Sections.LONGEST));
        assertThat(String.join("\n", parts)).isEqualTo(text);
    }

    @Test
    void aLineThatIsTooLongIsCutWithASign() {
        assertThat(Sections.of("x".repeat(5_000)))
                .singleElement()
                .satisfies(part -> assertThat(part).hasSize(Sections.LONGEST).endsWith("…"));
    }
}
