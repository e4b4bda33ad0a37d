package io.tidegate.notifier.page;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Window;
import java.util.List;

/**
 * A window and what has been made public of it.
 *
 * @param publications in the order of their times
 */
public record PublishedWindow(String id, Window window, List<Publication> publications) {
    public PublishedWindow {
        publications = List.copyOf(publications);
    }

    /** Is it meant for the public: has something of it been published, or will it be? */
    public boolean isPublic() {
        return !publications.isEmpty()
                || window.plan().notices().stream().anyMatch(notice -> PublishedWindow.isPublic(notice));
    }

    static boolean isPublic(Plan.Notice notice) {
        return notice.channels().contains(Plan.Medium.STATUS_PAGE)
                || notice.channels().contains(Plan.Medium.BANNER);
    }
}
