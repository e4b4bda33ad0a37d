package io.tidegate.notifier.window;

import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.notifier.notice.Owed;
import io.tidegate.notifier.notice.OwedCall;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What is kept of the windows. */
public interface Windows {
    /** One transaction about one window, alone with it: all of it is kept, or nothing. */
    void about(String window, Consumer<Desk> work);

    /** Those whose log goes on beyond what could be folded, with the reason; for people. */
    List<Stuck> stuck();

    /** @param why what is missing or wrong */
    record Stuck(String window, String why) {}

    /** A window while it is worked on. */
    interface Desk {
        Tracked tracked();

        void keep(Tracked tracked);

        /** Lays an event aside that came before its turn. */
        void layAside(LoggedEvent event);

        /** The event of that number, if it was laid aside; it is not laid aside any more. */
        Optional<LoggedEvent> takeUp(long sequence);

        /** Notes what is owed; what is noted already is left as it is. */
        void owe(List<Owed> owed);

        /** As {@link #owe}, of what the team is called for. */
        void call(List<OwedCall> owed);

        /**
         * The log says what became of it: what was owed of that and never tried needs not be.
         *
         * @param report the id of the report that said so
         */
        void settled(String report);
    }
}
