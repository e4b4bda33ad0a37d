package io.tidegate.notifier.whatsapp;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.notifier.notice.NoticeFacts;
import io.tidegate.notifier.notice.OneLine;
import io.tidegate.notifier.text.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
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

    private final Map<Plan.Template, String> texts = new EnumMap<>(Plan.Template.class);

    public ApprovedTemplates() {
        for (Plan.Template template : Plan.Template.values()) {
            texts.put(template, read(template));
        }
    }

    private static String read(Plan.Template template) {
        String file = "/whatsapp/" + template.name().toLowerCase(Locale.ROOT) + ".txt";
        try (InputStream stream = Objects.requireNonNull(ApprovedTemplates.class.getResourceAsStream(file), file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    /** {@code maintenance_in_progress}. */
    public static String name(Plan.Template template) {
        return "maintenance_" + template.name().toLowerCase(Locale.ROOT);
    }

    /** The body to hand in, with {@code {{1}}} and so on. */
    public String body(Plan.Template template) {
        List<String> places = places(template);
        return PLACE.matcher(text(template))
                .replaceAll(place -> Matcher.quoteReplacement("{{" + (places.indexOf(place.group(1)) + 1) + "}}"));
    }

    /** What fills the places, in order; never empty and without breaks, as the Cloud API wants it. */
    List<String> parameters(NoticeFacts facts, Texts words) {
        Map<String, Object> known = words.words(facts);
        List<String> parameters = new ArrayList<>();
        for (String place : places(facts.template())) {
            String value = String.valueOf(Objects.requireNonNull(known.get(place), place));
            parameters.add(OneLine.of(value, LONGEST_PARAMETER));
        }
        return parameters;
    }

    /** The message as its reader sees it. */
    public String filled(NoticeFacts facts, Texts words) {
        List<String> places = places(facts.template());
        List<String> parameters = parameters(facts, words);
        return PLACE.matcher(text(facts.template()))
                .replaceAll(place -> Matcher.quoteReplacement(parameters.get(places.indexOf(place.group(1)))));
    }

    private List<String> places(Plan.Template template) {
        return PLACE.matcher(text(template))
                .results()
                .map((MatchResult place) -> place.group(1))
                .distinct()
                .toList();
    }

    private String text(Plan.Template template) {
        return Objects.requireNonNull(texts.get(template), template.name());
    }
}
