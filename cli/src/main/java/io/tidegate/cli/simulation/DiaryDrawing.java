package io.tidegate.cli.simulation;

import io.tidegate.notifier.text.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What happens day by day, as far as people have to do with it; steps in a row are one entry. */
final class DiaryDrawing {
    private static final Pattern PARAGRAPHS = Pattern.compile("\n\n");

    private final Simulation simulation;
    private final Times times;

    DiaryDrawing(Simulation simulation) {
        this.simulation = simulation;
        times = new Times(simulation);
    }

    List<Map<String, Object>> model() {
        Map<String, List<Map<String, Object>>> days = new LinkedHashMap<>();
        List<Happening.Step> steps = new ArrayList<>();
        for (Happening happening : simulation.happenings()) {
            if (happening instanceof Happening.Step step) {
                steps.add(step);
                continue;
            }
            work(days, steps);
            entries(days, happening).add(entry(happening));
        }
        work(days, steps);
        return days.values().stream()
                .map(entries -> Map.of(
                        "offset",
                        entries.getFirst().get("offset"),
                        "day",
                        entries.getFirst().get("day"),
                        "entries",
                        entries))
                .toList();
    }

    private void work(Map<String, List<Map<String, Object>>> days, List<Happening.Step> steps) {
        if (!steps.isEmpty()) {
            Happening.Step first = steps.getFirst();
            Happening.Step last = steps.getLast();
            String until = "until " + times.clock(last.end()) + ".";
            entries(days, first)
                    .add(
                            steps.size() == 1
                                    ? base(first, "work", "Step", quoted(first) + ", " + until)
                                    : base(
                                            first,
                                            "work",
                                            steps.size() + " steps",
                                            "from " + quoted(first) + " to " + quoted(last) + ", " + until));
            steps.clear();
        }
    }

    private static String quoted(Happening.Step step) {
        return "\u201c" + step.title() + "\u201d";
    }

    private List<Map<String, Object>> entries(Map<String, List<Map<String, Object>>> days, Happening happening) {
        return days.computeIfAbsent(times.day(happening.at()), day -> new ArrayList<>());
    }

    private Map<String, Object> entry(Happening happening) {
        return switch (happening) {
            case Happening.Turn turn -> base(turn, "turn " + turn.mark().label(), name(turn.mark()), turn.text());
            case Happening.Notice notice -> notice(notice);
            case Happening.Prompt prompt -> {
                Map<String, Object> entry = base(prompt, "prompt", prompt.role(), prompt.what());
                entry.put("people", String.join("; ", prompt.people()));
                entry.put("choices", String.join(", ", prompt.choices()));
                if (prompt.by() != null) {
                    entry.put("by", times.clock(prompt.by()));
                }
                yield entry;
            }
            case Happening.Answer answer ->
                base(answer, "answer", answer.person(), answer.person() + " " + answer.what());
            case Happening.Call call -> base(call, "call", "Level " + call.level() + " is called", call.words());
            case Happening.Status status -> base(status, "status", "Status lines", TableReport.cadence(status, times));
            case Happening.Step step -> base(step, "work", "Step", step.title());
        };
    }

    private Map<String, Object> notice(Happening.Notice notice) {
        String template = Texts.label(notice.template()).replace('-', ' ');
        Map<String, Object> entry = base(
                notice,
                "notice",
                Character.toUpperCase(template.charAt(0)) + template.substring(1),
                "to " + notice.audience());
        entry.put("local", notice.local());
        entry.put("night", notice.night());
        entry.put("texts", notice.texts().stream().map(DiaryDrawing::text).toList());
        return entry;
    }

    private static Map<String, Object> text(Happening.Text text) {
        Map<String, Object> said = new HashMap<>();
        said.put("channels", text.channels().stream().map(TableReport::label).toList());
        said.put("addresses", text.addresses());
        said.put("one", text.addresses() == 1);
        put(said, "subject", text.subject());
        said.put("paragraphs", paragraphs(text.body()));
        return said;
    }

    /** Facts in columns are set in letters of one width, so that the columns stand. */
    private static List<Map<String, Object>> paragraphs(String body) {
        return PARAGRAPHS
                .splitAsStream(body)
                .filter(text -> !text.isEmpty())
                .<Map<String, Object>>map(text -> Map.of("text", text.stripTrailing(), "facts", text.startsWith("  ")))
                .toList();
    }

    private static void put(Map<String, Object> map, String key, @Nullable String value) {
        if (value != null) {
            map.put(key, value);
        }
    }

    private Map<String, Object> base(Happening happening, String sort, String name, String text) {
        Map<String, Object> entry = new HashMap<>();
        entry.put("sort", sort);
        // Not the bare names: a template looks for a name that an entry lacks in what is around it.
        entry.put("is" + Character.toUpperCase(sort.charAt(0)) + sort.substring(1), true);
        entry.put("clock", times.clock(happening.at()));
        entry.put("offset", times.offset(happening.at()));
        entry.put("day", times.day(happening.at()));
        entry.put("name", name);
        entry.put("text", text);
        return entry;
    }

    private static String name(Happening.Mark mark) {
        String words = mark.label().replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
