package io.tidegate.cli.simulation;

import io.tidegate.cli.simulation.Happening.Text;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.PlanWarnings;
import io.tidegate.contracts.window.Window;
import io.tidegate.notifier.notice.LocalTimes;
import io.tidegate.notifier.notice.NoticeFacts;
import io.tidegate.notifier.notice.Owed;
import io.tidegate.notifier.page.Standing;
import io.tidegate.notifier.text.NoticeText;
import io.tidegate.notifier.text.Texts;
import io.tidegate.notifier.whatsapp.ApprovedTemplates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What each audience reads when a notice goes out, in the notifier's own words. */
final class Notices {
    private static final String WINDOW = "simulated";

    private final Texts texts;
    private final ApprovedTemplates approved = new ApprovedTemplates();

    /** @param statusPage address of the status page */
    Notices(String statusPage) {
        texts = new Texts(statusPage, null);
    }

    /** One for each audience of the notice. */
    List<Happening> of(Window window, String notice, Instant at) {
        Plan.Notice planned = window.plan().notice(notice).orElseThrow();
        Map<String, List<Owed>> byAudience = new LinkedHashMap<>();
        for (Owed owed : Owed.because(WINDOW, window, notice, at)) {
            if (!owed.isPublished() && owed.addresses().isEmpty()) {
                continue; // Nobody of this audience is reached that way.
            }
            byAudience
                    .computeIfAbsent(owed.facts().audience(), name -> new ArrayList<>())
                    .add(owed);
        }
        List<Happening> notices = new ArrayList<>();
        byAudience.forEach((audience, owed) -> notices.add(notice(window, planned, owed, at)));
        return notices;
    }

    private Happening.Notice notice(Window window, Plan.Notice planned, List<Owed> owed, Instant at) {
        NoticeFacts facts = owed.getFirst().facts();
        boolean wakes = !PlanWarnings.thatReachPeople(planned).isEmpty();
        return new Happening.Notice(
                at,
                planned.id(),
                planned.template(),
                facts.audience(),
                local(facts, at),
                wakes && PlanWarnings.isNight(at, facts.zone()),
                texts(window, owed));
    }

    private static String local(NoticeFacts facts, Instant at) {
        LocalTimes times = new LocalTimes(facts.zone());
        return times.time(at) + " " + times.zone(at) + " on " + times.shortDate(at);
    }

    private List<Text> texts(Window window, List<Owed> owed) {
        List<Text> said = new ArrayList<>();
        for (Owed one : owed) {
            Text text = text(window, one);
            Text before = said.stream()
                    .filter(other -> Objects.equals(other.subject(), text.subject())
                            && other.body().equals(text.body()))
                    .findFirst()
                    .orElse(null);
            if (before == null) {
                said.add(text);
            } else {
                List<Plan.Medium> both = new ArrayList<>(before.channels());
                both.addAll(text.channels());
                said.set(
                        said.indexOf(before),
                        new Text(both, before.addresses() + text.addresses(), text.subject(), text.body()));
            }
        }
        return said;
    }

    private Text text(Window window, Owed owed) {
        int addresses = owed.addresses().size();
        List<Plan.Medium> channel = List.of(owed.medium());
        return switch (owed.medium()) {
            case EMAIL -> {
                NoticeText text = texts.text(owed.facts());
                yield new Text(channel, addresses, text.subject(), text.plain());
            }
            case STATUS_PAGE -> {
                NoticeText text = texts.text(owed.facts());
                yield new Text(channel, 0, text.headline(), text.plain());
            }
            case WHATSAPP -> new Text(channel, addresses, null, approved.filled(owed.facts(), texts));
            case BANNER ->
                new Text(channel, 0, Standing.of(window).banner(window.plan().title()), "");
        };
    }
}
