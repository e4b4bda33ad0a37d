package io.tidegate.contracts.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds what somebody probably meant, and says what there is. */
final class Nearest {
    private static final int MOST_NAMED = 30;

    private Nearest() {}

    /** {@code did you mean 'x'? There are: x, y, z}. */
    static String among(String found, Collection<String> names, String ofWhat) {
        if (names.isEmpty()) {
            return ofWhat + ", and the plan has none";
        }
        String list =
                names.size() > MOST_NAMED ? "" : ": " + names.stream().sorted().collect(Collectors.joining(", "));
        return ofWhat
                + list
                + nearest(found, names)
                        .map(name -> " (did you mean '" + name + "'?)")
                        .orElse("");
    }

    /** The name that is nearest, if it is near enough to be a slip. */
    static Optional<String> nearest(String found, Collection<String> names) {
        String wanted = bare(found);
        int most = Math.max(1, (found.length() + 1) / 3);
        return names.stream()
                .filter(name -> distance(wanted, bare(name)) <= most)
                .min(Comparator.<String>comparingInt(name -> distance(wanted, bare(name)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static String bare(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).replace('_', '-').replace(' ', '-');
    }

    /** How many letters to put in, take out or change (Levenshtein). */
    private static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(before[j], row[j - 1]) + 1);
            }
            before = row;
        }
        return before[other.length()];
    }
}
