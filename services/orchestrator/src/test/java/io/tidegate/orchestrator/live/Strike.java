package io.tidegate.orchestrator.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Counts the requests of an orchestrator, to whichever server, and strikes it at one of them. */
final class Strike {

    /** Of the request that is aimed at. */
    enum Moment {
        /** It was sent, and no server has seen it. */
        BEFORE("before it arrives"),
        /** The server has done it, and nobody has heard the answer. */
        AFTER("before its answer");

        private final String words;

        Moment(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** @param time 1 for the first request of that name */
    record Point(String request, int time) {}

    record Aim(Point point, Moment moment) {}

    private final @Nullable Aim aim;
    private final List<Point> passed = new ArrayList<>();
    private final Map<String, Integer> times = new HashMap<>();
    private final CountDownLatch fallen = new CountDownLatch(1);
    private volatile boolean falling;
    private Runnable blow = () -> {};

    private Strike(@Nullable Aim aim) {
        this.aim = aim;
    }

    /** Counts only. */
    static Strike none() {
        return new Strike(null);
    }

    static Strike at(Aim aim) {
        return new Strike(aim);
    }

    /** What is to happen when the request comes; before any can. */
    void with(Runnable newBlow) {
        blow = newBlow;
    }

    /** A request has come. @return the moment of it at which to {@link #fall}, if it is aimed at */
    synchronized Optional<Moment> pass(String request) {
        Point point = new Point(request, times.merge(request, 1, Integer::sum));
        passed.add(point);
        return aim != null && aim.point().equals(point) && !hasFallen() ? Optional.of(aim.moment()) : Optional.empty();
    }

    void fall() {
        falling = true;
        blow.run();
        fallen.countDown();
    }

    /** The blow has begun: what fails from now on fails because of it. */
    boolean isFalling() {
        return falling;
    }

    boolean hasFallen() {
        return fallen.getCount() == 0;
    }

    /** Requests in the order in which they came. */
    synchronized List<Point> passed() {
        return List.copyOf(passed);
    }
}
