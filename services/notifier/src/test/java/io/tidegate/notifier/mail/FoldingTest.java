package io.tidegate.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;

class FoldingTest {

    @Test
    void aLongLineOfWideCharactersIsCutBetweenThem() {
        String folded = Folding.fold("SUMMARY:" + "ä€😀".repeat(40) + "\r\n");

        assertThat(folded.split("\r\n")).hasSizeGreaterThan(4).allSatisfy(line -> assertThat(
                        line.getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(75));
        assertThat(folded.replace("\r\n ", "")).isEqualTo("SUMMARY:" + "ä€😀".repeat(40) + "\r\n");
    }

    @Property
    void unfoldingGivesBackWhatWasFolded(@ForAll @CharRange(from = '!', to = '\u07ff') String text) {
        String line = "X:" + text + "\r\n";

        assertThat(Folding.fold(line).replace("\r\n ", "")).isEqualTo(line);
    }
}
