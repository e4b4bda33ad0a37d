package io.tidegate.notifier.text;

import io.tidegate.notifier.notice.LocalTimes;
import io.tidegate.notifier.notice.NoticeFacts;
import io.tidegate.notifier.text.NoticeText.Block;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands around a notice in a mail: whom to ask, where to look, how to stop. */
final class MailLayout {
    private static final Pattern ADDRESS = Pattern.compile("[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+");

    private final NoticeFacts facts;
    private final NoticeText text;
    private final String page;
    private final @Nullable String unsubscribe;

    MailLayout(NoticeFacts facts, NoticeText text, String page, @Nullable String unsubscribe) {
        this.facts = facts;
        this.text = text;
        this.page = page;
        this.unsubscribe = unsubscribe;
    }

    String plain() {
        List<String> parts = new ArrayList<>();
        parts.add(facts.title() + "\n" + text.headline());
        parts.add(text.plain());
        parts.add("Current status: " + page);
        if (facts.support() != null) {
            parts.add("Questions? " + facts.support());
        }
        List<String> foot = new ArrayList<>();
        foot.add("Times are in " + zone() + ".");
        if (unsubscribe != null) {
            foot.add("No more mails about maintenance: " + unsubscribe);
        }
        return String.join("\n\n", parts) + "\n\n-- \n" + String.join("\n", foot) + "\n";
    }

    Map<String, Object> model() {
        Tone tone = Tone.of(facts.template());
        Map<String, Object> model = new HashMap<>();
        model.put("subject", text.subject());
        model.put("headline", text.headline());
        model.put("preview", preview());
        model.put("title", facts.title());
        model.put("onLight", tone.onLight());
        model.put("onDark", tone.onDark());
        model.put("blocks", text.blocks().stream().map(MailLayout::block).toList());
        model.put("page", page);
        model.put("zone", zone());
        String support = facts.support();
        if (support != null) {
            model.put("support", support(support));
        }
        if (unsubscribe != null) {
            model.put("unsubscribe", unsubscribe);
        }
        return Map.copyOf(model);
    }

    /** What a mailbox shows beside the subject. */
    private String preview() {
        return text.blocks().stream()
                .flatMap(block ->
                        block instanceof Block.Paragraph(String words) ? java.util.stream.Stream.of(words) : null)
                .findFirst()
                .orElse(text.headline());
    }

    private static Map<String, Object> block(Block block) {
        return switch (block) {
            case Block.Paragraph(String words) -> Map.of("paragraph", words);
            case Block.Facts(List<NoticeText.Fact> facts) ->
                Map.of(
                        "facts",
                        facts.stream()
                                .map(fact -> Map.of("label", fact.label(), "value", fact.value()))
                                .toList());
        };
    }

    private static Map<String, Object> support(String support) {
        Matcher address = ADDRESS.matcher(support);
        return address.matches() ? Map.of("text", support, "mail", support) : Map.of("text", support);
    }

    private String zone() {
        return new LocalTimes(facts.zone()).zoneWithOffset(facts.startsAt());
    }
}
