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

    /** Something of it was published; or it is open, and the plan means it for the public. */
    public boolean isPublic() {
        return !publications.isEmpty()
                || window.openedAt() != null && window.plan().notices().stream().anyMatch(PublishedWindow::isPublic);
    }

    static boolean isPublic(Plan.Notice notice) {
        return notice.channels().contains(Plan.Medium.STATUS_PAGE)
                || notice.channels().contains(Plan.Medium.BANNER);
    }
}
