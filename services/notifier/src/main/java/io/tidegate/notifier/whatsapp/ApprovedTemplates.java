package io.tidegate.notifier.whatsapp;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.notifier.notice.Call;
import io.tidegate.notifier.notice.Matter;
import io.tidegate.notifier.notice.NoticeFacts;
import io.tidegate.notifier.notice.OneLine;
import io.tidegate.notifier.text.CallText;
import io.tidegate.notifier.text.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The UTILITY templates that must be approved before they can be sent, and what fills their places. One file a template
 * has the text with names in braces; what is handed in for approval has numbers in their stead, counted by their first
 * appearance.
 */
public final class ApprovedTemplates {
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");
    private static final int LONGEST_PARAMETER = 200;

    private static final String PREFIX = "maintenance_";
    private static final String AS_BEFORE = "as_before";
    private static final String ESCALATION = "escalation";

    /** By their names without the prefix, in the order in which they are documented. */
    private final Map<String, String> texts = new LinkedHashMap<>();

    public ApprovedTemplates() {
        for (Plan.Template template : Plan.Template.values()) {
            texts.put(file(template), read(file(template)));
        }
        texts.put(AS_BEFORE, read(AS_BEFORE));
        texts.put(ESCALATION, read(ESCALATION));
    }

    private static String file(Plan.Template template) {
        return template.name().toLowerCase(Locale.ROOT);
    }

    private static String file(Matter matter) {
        return switch (matter) {
            case NoticeFacts facts ->
                facts.template() == Plan.Template.COMPLETE && facts.asBefore() ? AS_BEFORE : file(facts.template());
            case Call call -> ESCALATION;
        };
    }

    private static String read(String name) {
        String file = "/whatsapp/" + name + ".txt";
        try (InputStream stream = Objects.requireNonNull(ApprovedTemplates.class.getResourceAsStream(file), file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    /** {@code maintenance_in_progress}. */
    public static String name(Matter matter) {
        return PREFIX + file(matter);
    }

    /** The bodies to hand in, with {@code {{1}}} and so on, by the templates' names. */
    public Map<String, String> bodies() {
        Map<String, String> bodies = new LinkedHashMap<>();
        texts.forEach((file, text) -> {
            List<String> places = places(text);
            bodies.put(
                    PREFIX + file,
                    PLACE.matcher(text)
                            .replaceAll(place ->
                                    Matcher.quoteReplacement("{{" + (places.indexOf(place.group(1)) + 1) + "}}")));
        });
        return bodies;
    }

    /** What fills the places, in order; never empty and without breaks, as the Cloud API wants it. */
    List<String> parameters(Matter matter, Texts words) {
        Map<String, Object> known =
                switch (matter) {
                    case NoticeFacts facts -> words.words(facts);
                    case Call call -> new CallText(call).words();
                };
        List<String> parameters = new ArrayList<>();
        for (String place : places(text(matter))) {
            String value = String.valueOf(Objects.requireNonNull(known.get(place), place));
            parameters.add(OneLine.of(value, LONGEST_PARAMETER));
        }
        return parameters;
    }

    /** The message as its reader sees it. */
    public String filled(Matter matter, Texts words) {
        List<String> places = places(text(matter));
        List<String> parameters = parameters(matter, words);
        return PLACE.matcher(text(matter))
                .replaceAll(place -> Matcher.quoteReplacement(parameters.get(places.indexOf(place.group(1)))));
    }

    private static List<String> places(String text) {
        return PLACE.matcher(text)
                .results()
                .map((MatchResult place) -> place.group(1))
                .distinct()
                .toList();
    }

    private String text(Matter matter) {
        String file = file(matter);
        return Objects.requireNonNull(texts.get(file), file);
    }
}
