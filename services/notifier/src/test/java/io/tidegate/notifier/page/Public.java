package io.tidegate.notifier.page;

import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.notifier.Story;
import io.tidegate.notifier.notice.NoticeFacts;
import io.tidegate.notifier.text.NoticeText;
import io.tidegate.notifier.text.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the page knows of a story, as the notifier's tables would give it. */
final class Public {
    static final PageSettings SETTINGS =
            new PageSettings("Kitchen status", "https://status.sppg.example/", Map.of("sppg", "Menu planning"));
    private static final Texts TEXTS = new Texts("https://status.sppg.example", null);

    private Public() {}

    static PublishedWindow window(Story story) {
        List<Publication> publications = new ArrayList<>();
        for (int i = 0; i < story.events().size(); i++) {
            LoggedEvent logged = story.events().get(i);
            if (logged.event() instanceof WindowEvent.NoticeRequested requested) {
                Plan.Notice notice =
                        story.window().plan().notice(requested.notice()).orElseThrow();
                NoticeFacts facts =
                        story.factsAt(i, notice.id(), notice.audiences().getFirst());
                NoticeText text = TEXTS.text(facts);
                notice.channels().stream()
                        .filter(medium -> medium == Plan.Medium.STATUS_PAGE || medium == Plan.Medium.BANNER)
                        .forEach(medium -> publications.add(new Publication(
                                facts.occasion(),
                                medium,
                                text.headline(),
                                text.plain(),
                                notice.template(),
                                logged.time(),
                                facts.startsAt())));
            }
        }
        return new PublishedWindow(story.id(), story.window(), story.earlier(), publications);
    }

    static PublicState state(Instant now, Story... stories) {
        return PublicState.of(
                java.util.Arrays.stream(stories).map(Public::window).toList(), now);
    }
}
