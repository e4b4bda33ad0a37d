package io.tidegate.contracts.log;

import java.util.List;

/**
 * What verification found of one window's log.
 *
 * @param history the events up to the first that cannot be placed, with the state after each
 * @param faults everything that is wrong; empty for a log that is as it was written
 * @param redelivered records that repeat an event byte for byte, which Kafka allows
 * @param signedUpTo the last event that a valid signature covers; 0 for none
 * @param unsignedTail events after the last signature: nothing but an anchor shows whether some are missing
 */
public record WindowLog(
        String window, History history, List<Fault> faults, int redelivered, long signedUpTo, int unsignedTail) {

    public WindowLog {
        faults = List.copyOf(faults);
    }

    public boolean isVerified() {
        return faults.isEmpty();
    }
}
