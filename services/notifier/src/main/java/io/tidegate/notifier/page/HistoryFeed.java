package io.tidegate.notifier.page;

import com.rometools.rome.feed.synd.SyndContentImpl;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndEntryImpl;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndFeedImpl;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedOutput;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;

/** Every update of every maintenance as a feed, the newest first. An update keeps its id for ever. */
final class HistoryFeed {
    private static final int MOST = 50;

    /** What readers of feeds understand. */
    enum Form {
        ATOM("atom_1.0", "application/atom+xml"),
        RSS("rss_2.0", "application/rss+xml");

        private final String type;
        private final String mediaType;

        Form(String type, String mediaType) {
            this.type = type;
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType;
        }
    }

    private final PageSettings settings;
    private final Instant since;

    /** @param since the time to give while nothing has ever changed */
    HistoryFeed(PageSettings settings, Instant since) {
        this.settings = settings;
        this.since = since;
    }

    String of(PublicState state, Form form) {
        SyndFeed feed = new SyndFeedImpl();
        feed.setFeedType(form.type);
        feed.setTitle(settings.name() + ": history");
        feed.setDescription("Planned maintenance and what came of it");
        feed.setLink(settings.url() + "/");
        feed.setUri(settings.url() + "/history.atom");
        feed.setPublishedDate(Date.from(state.changedAt().orElse(since)));
        feed.setEntries(entries(state));
        try {
            return new SyndFeedOutput().outputString(feed);
        } catch (FeedException e) {
            throw new IllegalStateException("the history cannot be written as " + form.type, e);
        }
    }

    private List<SyndEntry> entries(PublicState state) {
        return state.all()
                .flatMap(maintenance -> maintenance.updates().stream().map(update -> entry(maintenance, update)))
                .sorted(Comparator.comparing(SyndEntry::getPublishedDate)
                        .reversed()
                        .thenComparing(SyndEntry::getUri))
                .limit(MOST)
                .toList();
    }

    private SyndEntry entry(Maintenance maintenance, Update update) {
        SyndEntry entry = new SyndEntryImpl();
        entry.setUri("urn:tidegate:" + maintenance.id() + ":" + update.key());
        entry.setLink(settings.link(maintenance));
        entry.setTitle(maintenance.title() + ": "
                + update.standing().words().toLowerCase(java.util.Locale.ROOT)
                + update.overtaken().shortly());
        entry.setPublishedDate(Date.from(update.at()));
        entry.setUpdatedDate(Date.from(update.at()));
        SyndContentImpl text = new SyndContentImpl();
        text.setType("text/plain");
        text.setValue(update.whole());
        entry.setDescription(text);
        return entry;
    }
}
