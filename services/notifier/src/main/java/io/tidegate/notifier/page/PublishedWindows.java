package io.tidegate.notifier.page;

import java.util.List;

/** The windows that the notifier knows, for reading. */
public interface PublishedWindows {
    /** Something that differs whenever {@link #latest} may answer differently. Cheap: it is asked every second. */
    String version();

    /** The windows that start last, in no order; enough for the page and its history. */
    List<PublishedWindow> latest();
}
