package io.tidegate.notifier.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A notice in words, before it takes the shape of a medium.
 *
 * @param subject one line
 * @param headline one line
 * @param blocks what it says, in order
 */
public record NoticeText(String subject, String headline, List<Block> blocks) {
    private static final String SUBJECT = "Subject: ";
    private static final String HEADLINE = "Headline: ";
    private static final String FACT = "| ";
    private static final String LABEL_END = ": ";

    public NoticeText {
        blocks = List.copyOf(blocks);
    }

    /** A part of a notice. */
    public sealed interface Block {
        record Paragraph(String text) implements Block {}

        record Facts(List<Fact> facts) implements Block {
            public Facts {
                facts = List.copyOf(facts);
            }
        }
    }

    /** {@code Date: Tuesday, 1 December 2026}. */
    public record Fact(String label, String value) {}

    /**
     * Reads a filled template: the lines {@code Subject: } and {@code Headline: }, then paragraphs set apart by empty
     * lines; a line {@code | label: value} is a fact.
     *
     * @throws IllegalArgumentException when it is not of that form
     */
    static NoticeText parse(String filled) {
        List<String> parts =
                new ArrayList<>(List.of(filled.strip().replace("\r\n", "\n").split("\n[ \t]*\n\\s*")));
        List<String> head = parts.removeFirst().lines().map(String::strip).toList();
        if (head.size() != 2 || !head.get(0).startsWith(SUBJECT) || !head.get(1).startsWith(HEADLINE)) {
            throw new IllegalArgumentException(
                    "a notice begins with the lines 'Subject: …' and 'Headline: …' and an empty line");
        }
        return new NoticeText(
                head.get(0).substring(SUBJECT.length()).strip(),
                head.get(1).substring(HEADLINE.length()).strip(),
                joined(parts.stream().map(NoticeText::block).toList()));
    }

    /** A condition around a fact leaves an empty line, and the facts are one block all the same. */
    private static List<Block> joined(List<Block> blocks) {
        List<Block> joined = new ArrayList<>();
        for (Block block : blocks) {
            if (block instanceof Block.Facts(List<Fact> more)
                    && !joined.isEmpty()
                    && joined.getLast() instanceof Block.Facts(List<Fact> before)) {
                List<Fact> all = new ArrayList<>(before);
                all.addAll(more);
                joined.set(joined.size() - 1, new Block.Facts(all));
            } else {
                joined.add(block);
            }
        }
        return joined;
    }

    private static Block block(String part) {
        List<String> lines = part.lines().map(String::strip).toList();
        return lines.stream().allMatch(NoticeText::isFact)
                ? new Block.Facts(lines.stream().map(NoticeText::fact).toList())
                : new Block.Paragraph(String.join(" ", lines));
    }

    private static boolean isFact(String line) {
        return line.startsWith(FACT) && line.contains(LABEL_END);
    }

    private static Fact fact(String line) {
        int end = line.indexOf(LABEL_END);
        return new Fact(
                line.substring(FACT.length(), end),
                line.substring(end + LABEL_END.length()).strip());
    }

    /** As plain text, facts a line each. */
    public String plain() {
        return blocks.stream().map(NoticeText::plain).collect(Collectors.joining("\n\n"));
    }

    private static String plain(Block block) {
        return switch (block) {
            case Block.Paragraph(String text) -> text;
            case Block.Facts(List<Fact> facts) -> {
                int widest = facts.stream()
                        .mapToInt(fact -> fact.label().length())
                        .max()
                        .orElse(0);
                yield facts.stream()
                        .map(fact -> "  " + fact.label() + ":"
                                + " ".repeat(widest - fact.label().length() + 2) + fact.value())
                        .collect(Collectors.joining("\n"));
            }
        };
    }
}
