package io.tidegate.contracts.window;

/**
 * Where a window stands among those that one plan makes on several targets.
 *
 * @param id the same for all of them: the id of the window that was wished for
 * @param place from 1, in the order of the plan's targets
 * @param of how many there are
 * @param group from 1; the windows of a group begin together, once those of every group before it are completed
 */
public record Wave(String id, int place, int of, int group) {
    /** {@code 2 of 3, group 1}. */
    public String inWords() {
        return place + " of " + of + ", group " + group;
    }

    /** The id of its window on that target. */
    public String windowOn(String target) {
        return windowOn(id, target);
    }

    /** @param id of the wave */
    public static String windowOn(String id, String target) {
        return id + "-" + target;
    }

    /** Must that one be completed before this one opens? */
    public boolean isAfter(Wave other) {
        return id.equals(other.id) && group > other.group;
    }
}
