package io.tidegate.notifier.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.notifier.Golden;
import io.tidegate.notifier.Story;
import io.tidegate.notifier.text.Texts;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ApprovedTemplatesTest {
    private final ApprovedTemplates templates = new ApprovedTemplates();

    /** What was handed in for approval must not change unseen: an approved template keeps its text. */
    @Test
    void whatIsHandedInForApprovalIsAsAgreed() {
        Golden.matches(
                "whatsapp-templates.txt",
                templates.bodies().entrySet().stream()
                        .map(template -> template.getKey() + "\n" + template.getValue())
                        .collect(Collectors.joining("\n\n")));
    }

    /** Meta, "Template components": no variable at either end, and none beside another without words between. */
    @Test
    void everyBodyIsOneThatCanBeApproved() {
        assertThat(templates.bodies()).allSatisfy((name, body) -> {
            assertThat(body).doesNotStartWith("{{").doesNotEndWith("}}").hasSizeLessThanOrEqualTo(1_024);
            assertThat(body).doesNotContainPattern("\\}\\}\\s*\\{\\{");
            assertThat(body).contains("{{1}}");
        });
    }

    @Test
    void everyPlaceIsFilledInEveryTemplate() {
        var texts = new Texts("https://status.sppg.example", null);
        Story story = Story.scheduled("w", Story.fullPlan()).opened().closed().reopened(Duration.ofMinutes(1));

        for (Plan.Notice notice : Story.fullPlan().notices()) {
            assertThat(templates.parameters(story.facts(notice.id(), "users"), texts))
                    .as(notice.id())
                    .isNotEmpty()
                    .allSatisfy(parameter -> assertThat(parameter).isNotBlank().doesNotContain("\n", "\t"));
        }
    }
}
