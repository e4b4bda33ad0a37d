package io.tidegate.notifier.page;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Window;
import io.tidegate.notifier.notice.Earlier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A window and what has been made public of it.
 *
 * @param earlier the dates that held before they changed last; null while they are the first
 * @param publications in the order of their times
 */
public record PublishedWindow(
        String id, Window window, @Nullable Earlier earlier, List<Publication> publications) {
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
