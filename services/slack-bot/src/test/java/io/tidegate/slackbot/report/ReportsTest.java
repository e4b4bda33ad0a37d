package io.tidegate.slackbot.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.slackbot.Golden;
import io.tidegate.slackbot.Runbook;
import io.tidegate.slackbot.Story;
import io.tidegate.slackbot.text.Markup;
import io.tidegate.slackbot.window.Tracked;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReportsTest {
    @ParameterizedTest
    @CsvSource({"SLACK, txt", "MARKDOWN, md"})
    void theReportAndThePostMortemAreWrittenFromTheLog(Markup markup, String ending) {
        Story story = Runbook.troubled("w-1", Instant.parse("2026-11-29T22:00:00Z"));
        Tracked tracked = story.tracked();

        Golden.matches(
                "report-trouble." + ending,
                ReportText.of(tracked.id(), story.window(), tracked.chronicle(), tracked.sequence(), markup));
        Golden.matches(
                "post-mortem." + ending, PostMortemText.of(tracked.id(), story.window(), tracked.chronicle(), markup));
    }

    @Test
    void whatPeopleTypeIsNoMarkup() {
        assertThat(Markup.MARKDOWN.escape("# <b> *now* [x](y) `z` a_b | 1 & 2"))
                .isEqualTo("\\# &lt;b&gt; \\*now\\* \\[x\\](y) \\`z\\` a\\_b \\| 1 &amp; 2");
    }
}
