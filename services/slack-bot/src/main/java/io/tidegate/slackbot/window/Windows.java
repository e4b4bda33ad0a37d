package io.tidegate.slackbot.window;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The windows that the bot has read from the log. */
public interface Windows {

    /**
     * What becomes of a window.
     *
     * @param sayings what is to be said of it, in order
     */
    record Change(Tracked tracked, List<Saying> sayings) {}

    Optional<Tracked> find(String id);

    /** The scheduled windows of a channel: those that have not ended first, then by newest start. At most 20. */
    List<Tracked> inChannel(String channel);

    /** All the scheduled windows of a wave in a channel, in the order of their places; none for an id that is no wave's. */
    List<Tracked> ofWave(String channel, String wave);

    /** Windows whose channel must hear something at the plan's cadence. */
    List<Tracked> open();

    /** The zone of a plan, from the newest window of it. */
    Optional<ZoneId> zoneOf(String plan);

    /**
     * Changes a window under its lock: the new state and what is to be said of it are kept together, or not at all.
     *
     * @param change given the window as it is ({@link Tracked#unknown} for a new one); empty for no change
     * @return the change that was made
     */
    Optional<Change> change(String id, Function<Tracked, Optional<Change>> change);
}
