package io.tidegate.notifier;

import io.micronaut.scheduling.annotation.Scheduled;
import io.tidegate.notifier.delivery.Ledger;
import io.tidegate.notifier.delivery.PostgresFloor;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When this notifier delivers: while it has the floor, and has settled what the one before it left on its way. */
@Singleton
class Shift {
    private static final Logger LOG = LoggerFactory.getLogger(Shift.class);

    private final PostgresFloor floor;
    private final Ledger ledger;
    private volatile boolean begun;

    Shift(PostgresFloor floor, Ledger ledger) {
        this.floor = floor;
        this.ledger = ledger;
    }

    boolean hasBegun() {
        return begun && floor.isHeld();
    }

    @Scheduled(fixedDelay = "1s", initialDelay = "0s")
    void look() {
        if (!floor.claim()) {
            begun = false;
            return;
        }
        if (!begun) {
            try {
                int left = ledger.giveUpOnTheirWay();
                if (left > 0) {
                    LOG.warn("{} letters were on their way when their notifier ended; they are not sent again", left);
                }
                begun = true;
            } catch (RuntimeException e) {
                LOG.warn("The ledger cannot be read yet; tried again in a second: {}", e.toString());
            }
        }
    }
}
