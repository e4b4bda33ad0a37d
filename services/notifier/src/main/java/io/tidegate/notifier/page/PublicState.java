package io.tidegate.notifier.page;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that is public, in the order in which it matters.
 *
 * @param open at work or being watched; the most pressing first
 * @param upcoming the next one first
 * @param past the last one first
 * @param recent those of {@code past} that ended not long ago
 */
public record PublicState(
        List<Maintenance> open, List<Maintenance> upcoming, List<Maintenance> past, List<Maintenance> recent) {
    /** How long after its end people still want to be told how it went. */
    static final Duration RECENT = Duration.ofHours(24);

    private static final int MOST_PAST = 25;

    /** What is more pressing comes first. */
    private static final List<Standing> PRESSING =
            List.of(Standing.DELAYED, Standing.UNDOING, Standing.IN_PROGRESS, Standing.WATCHED);

    static PublicState of(List<PublishedWindow> windows, Instant now) {
        List<Maintenance> all = windows.stream()
                .filter(PublishedWindow::isPublic)
                .map(Maintenance::of)
                .toList();
        List<Maintenance> past = all.stream()
                .filter(maintenance -> maintenance.standing().isOver())
                .sorted(Comparator.comparing(Maintenance::changedAt).reversed().thenComparing(Maintenance::id))
                .limit(MOST_PAST)
                .toList();
        return new PublicState(
                all.stream()
                        .filter(maintenance -> maintenance.standing().isOpen())
                        .sorted(Comparator.<Maintenance>comparingInt(
                                        maintenance -> PRESSING.indexOf(maintenance.standing()))
                                .thenComparing(Maintenance::startsAt)
                                .thenComparing(Maintenance::id))
                        .toList(),
                all.stream()
                        .filter(maintenance -> maintenance.standing() == Standing.SCHEDULED)
                        .sorted(Comparator.comparing(Maintenance::startsAt).thenComparing(Maintenance::id))
                        .toList(),
                past,
                past.stream()
                        .filter(maintenance -> maintenance.endedAfter(now.minus(RECENT)))
                        .toList());
    }

    Stream<Maintenance> all() {
        return Stream.of(open, upcoming, past).flatMap(List::stream);
    }

    /** One maintenance of each target that is named anywhere, in order of the targets' names. */
    Collection<Maintenance> components() {
        return all().collect(Collectors.toMap(
                        Maintenance::component, maintenance -> maintenance, (first, next) -> first, TreeMap::new))
                .values();
    }

    Optional<Instant> changedAt() {
        return all().map(Maintenance::changedAt).max(Instant::compareTo);
    }

    /** What the banner can show, the most pressing first: work that goes on; else what was told last. */
    List<Maintenance> onBanner() {
        Comparator<Maintenance> byNotice = Comparator.comparing(
                maintenance -> maintenance.banner().orElseThrow().at());
        return Stream.concat(
                        open.stream().filter(maintenance -> maintenance.banner().isPresent()),
                        Stream.concat(upcoming.stream(), recent.stream())
                                .filter(maintenance -> maintenance.banner().isPresent())
                                .sorted(byNotice.reversed()))
                .toList();
    }
}
