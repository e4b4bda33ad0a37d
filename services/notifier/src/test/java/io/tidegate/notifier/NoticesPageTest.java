package io.tidegate.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.notifier.settings.Setting;
import io.tidegate.notifier.whatsapp.ApprovedTemplates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/notices.md} says what the program does; {@code -Dgolden.renew=true} writes its tables anew. */
class NoticesPageTest {
    private static final Path PAGE = Path.of(System.getProperty("tidegate.root", "../.."), "docs/notices.md");

    @Test
    void everySettingIsOnThePage() throws IOException {
        String rows = Arrays.stream(Setting.values())
                .map(setting -> "| `" + setting.name() + "` | "
                        + setting.defaultValue().map(NoticesPageTest::shown).orElse("must be set") + " | "
                        + setting.meaning() + " |\n")
                .collect(Collectors.joining());

        agrees("settings", "| variable | default | meaning |\n|---|---|---|\n" + rows);
    }

    @Test
    void everyWhatsAppTemplateIsOnThePage() throws IOException {
        String blocks = new ApprovedTemplates()
                .bodies().entrySet().stream()
                        .map(template -> "`" + template.getKey() + "`\n```\n" + template.getValue() + "\n```\n")
                        .collect(Collectors.joining("\n"));

        agrees("templates", "\n" + blocks);
    }

    private static String shown(String value) {
        return value.isEmpty() ? "none" : "`" + value + "`";
    }

    private static void agrees(String part, String expected) throws IOException {
        String page = Files.readString(PAGE);
        String head = "<!-- " + part + ": generated from the program; a test compares -->\n";
        int begin = page.indexOf(head) + head.length();
        int end = page.indexOf("<!-- /" + part + " -->");
        if (Boolean.getBoolean("golden.renew")) {
            Files.writeString(PAGE, page.substring(0, begin) + expected + page.substring(end));
        } else {
            assertThat(page.substring(begin, end)).isEqualTo(expected);
        }
    }
}
