package io.tidegate.local.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WCAG 2.2, 1.4.3: text has a contrast of at least 4.5 to 1, in the light and in the dark. */
class ContrastTest {
    private static final double LEAST = 4.5;

    /** Text before ground. */
    private static final List<List<String>> PAIRS = List.of(
            List.of("text", "ground"),
            List.of("text", "ground-soft"),
            List.of("text", "ground-hover"),
            List.of("text", "whisper-ground"),
            List.of("text-soft", "ground"),
            List.of("text-soft", "ground-hover"),
            List.of("text-soft", "whisper-ground"),
            List.of("text-soft", "line"),
            List.of("text-soft", "accent-ground"),
            List.of("accent", "ground"),
            List.of("accent", "accent-ground"),
            List.of("accent", "whisper-ground"),
            List.of("ground", "accent"),
            List.of("primary", "ground"),
            List.of("primary", "primary-ground"),
            List.of("ground", "primary"),
            List.of("danger", "ground"),
            List.of("danger", "danger-ground"),
            List.of("ground", "danger"),
            List.of("code", "code-ground"),
            List.of("mention", "mention-ground"),
            List.of("me", "me-ground"),
            List.of("side-text", "side"),
            List.of("side-text", "side-hover"),
            List.of("side-soft", "side"),
            List.of("side-current-text", "side-current"));

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void everyTextCanBeRead(int themes) throws IOException {
        Map<String, String> colours = colours(themes);
        assertThat(PAIRS).allSatisfy(pair -> assertThat(contrast(colours, pair))
                .as("%s, %d", pair, themes)
                .isGreaterThanOrEqualTo(LEAST));
    }

    /** @param themes 1 for the light one, 2 for the dark one over it */
    private static Map<String, String> colours(int themes) throws IOException {
        Map<String, String> colours = new HashMap<>();
        try (InputStream css =
                Objects.requireNonNull(ContrastTest.class.getResourceAsStream("/web/page/shared/base.css"))) {
            String[] roots = new String(css.readAllBytes(), StandardCharsets.UTF_8).split(":root");
            for (int i = 1; i <= themes; i++) {
                Matcher colour = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});").matcher(roots[i]);
                while (colour.find()) {
                    colours.put(colour.group(1), colour.group(2));
                }
            }
        }
        return colours;
    }

    private static double contrast(Map<String, String> colours, List<String> pair) {
        double a = luminance(Objects.requireNonNull(colours.get(pair.get(0)), pair.get(0)));
        double b = luminance(Objects.requireNonNull(colours.get(pair.get(1)), pair.get(1)));
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String hex) {
        return 0.2126 * channel(hex, 0) + 0.7152 * channel(hex, 2) + 0.0722 * channel(hex, 4);
    }

    private static double channel(String hex, int at) {
        double value = Integer.parseInt(hex.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
