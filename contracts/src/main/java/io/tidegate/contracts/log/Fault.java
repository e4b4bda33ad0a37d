package io.tidegate.contracts.log;

/**
 * One thing that is wrong with a log.
 *
 * @param window the window in whose log it is, as far as that can be told
 * @param sequence the event's; 0 where it cannot be told
 * @param partition the record's; -1 where the fault is in no record, as with a missing tail
 * @param offset the record's; -1 where the fault is in no record
 * @param sentence what is wrong, for people
 */
public record Fault(String window, long sequence, int partition, long offset, String sentence) {
    @Override
    public String toString() {
        String event = sequence > 0 ? " event " + sequence : "";
        String place = offset >= 0 ? " (partition " + partition + ", offset " + offset + ")" : "";
        return "window " + window + event + place + ": " + sentence;
    }
}
