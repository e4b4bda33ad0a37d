package io.tidegate.orchestrator.plans;

import io.tidegate.contracts.plan.PlanReader;
import io.tidegate.orchestrator.settings.Settings;
import io.tidegate.orchestrator.window.PlanLookup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The directory of plans, looked at anew every time: a plan that was put there can be scheduled at once. */
@Singleton
public final class PlanDirectory {
    /** As many problems as a person reads in a channel. */
    private static final int PROBLEMS_TOLD = 3;

    /** A file's time has a grain: what was written this recently may be written again without a trace in it. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private final Path directory;
    private final Map<Path, Known> known = new ConcurrentHashMap<>();
    private volatile @Nullable Listing listing;

    @Inject
    PlanDirectory(Settings settings) {
        this(Path.of(settings.plans()));
    }

    PlanDirectory(Path directory) {
        this.directory = directory;
    }

    /** A directory that cannot be read is a reason to refuse, which a person reads. */
    public PlanLookup find(String name) {
        try {
            return search(name);
        } catch (UncheckedIOException e) {
            return new PlanLookup.Invalid(name, List.of(String.valueOf(e.getMessage())));
        }
    }

    private PlanLookup search(String name) {
        List<String> names = new ArrayList<>();
        List<PlanLookup> invalid = new ArrayList<>();
        for (Path file : files()) {
            switch (read(file)) {
                case PlanReader.Reading.Valid valid -> {
                    if (valid.plan().name().equals(name)) {
                        return new PlanLookup.Found(valid.plan(), valid.hash());
                    }
                    names.add(valid.plan().name());
                }
                case PlanReader.Reading.Invalid problems -> {
                    if (nameOf(file).equals(name)) {
                        invalid.add(new PlanLookup.Invalid(name, told(problems.problems())));
                    }
                }
            }
        }
        return invalid.isEmpty() ? new PlanLookup.Unknown(name, names) : invalid.getFirst();
    }

    /** What stands in a file, and the file as it was then. */
    private record Known(
            FileTime changed, long size, @Nullable Object key, PlanReader.Reading reading) {
        boolean isStill(BasicFileAttributes file) {
            return changed.equals(file.lastModifiedTime())
                    && size == file.size()
                    && Objects.equals(key, file.fileKey());
        }
    }

    /** A file that nobody has touched since it was read is not read again. */
    private PlanReader.Reading read(Path file) {
        BasicFileAttributes attributes = attributes(file);
        Known before = known.get(file);
        if (before != null && before.isStill(attributes)) {
            return before.reading();
        }
        PlanReader.Reading reading = PlanReader.read(directory.relativize(file).toString(), text(file));
        if (isSettled(attributes.lastModifiedTime())) {
            known.put(file, new Known(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey(), reading));
        }
        return reading;
    }

    private static BasicFileAttributes attributes(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the plan " + file.getFileName() + " cannot be read", e);
        }
    }

    private static List<String> told(List<PlanReader.PlanProblem> problems) {
        List<String> told = new ArrayList<>(problems.stream()
                .limit(PROBLEMS_TOLD)
                .map(PlanReader.PlanProblem::toString)
                .toList());
        if (problems.size() > PROBLEMS_TOLD) {
            told.add("and " + (problems.size() - PROBLEMS_TOLD) + " more");
        }
        return told;
    }

    /** The name that a file stands for while it cannot be read: {@code a} for {@code a.yaml} and {@code a/plan.yaml}. */
    private static String nameOf(Path file) {
        String base = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
        Path parent = file.getParent();
        return base.equals("plan") && parent != null ? parent.getFileName().toString() : base;
    }

    /** The plans' files in their order, and when each directory that could hold one was changed. */
    private record Listing(List<Path> files, Map<Path, FileTime> directories) {}

    private List<Path> files() {
        try {
            Listing before = listing;
            if (before != null && isStill(before)) {
                return before.files();
            }
            return list().files();
        } catch (IOException e) {
            throw new UncheckedIOException("the directory of plans cannot be read", e);
        }
    }

    private static boolean isStill(Listing listing) throws IOException {
        for (Map.Entry<Path, FileTime> directory : listing.directories().entrySet()) {
            if (!Files.exists(directory.getKey())
                    || !Files.getLastModifiedTime(directory.getKey()).equals(directory.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** A directory's time changes with the names in it; a list of directories that have settled can be kept. */
    private Listing list() throws IOException {
        Map<Path, FileTime> directories = new HashMap<>();
        List<Path> files = new ArrayList<>();
        directories.put(directory, Files.getLastModifiedTime(directory));
        try (Stream<Path> paths = Files.find(directory, 2, (path, attributes) -> {
            if (attributes.isDirectory()) {
                directories.put(path, attributes.lastModifiedTime());
            }
            return isPlan(path);
        })) {
            paths.sorted().forEach(files::add);
        }
        var found = new Listing(List.copyOf(files), Map.copyOf(directories));
        listing = directories.values().stream().allMatch(PlanDirectory::isSettled) ? found : null;
        return found;
    }

    private static boolean isSettled(FileTime time) {
        return time.toInstant().isBefore(Instant.now().minus(SETTLED));
    }

    private boolean isPlan(Path path) {
        String name = path.getFileName().toString();
        boolean inside = !directory.equals(path.getParent());
        return inside ? name.matches("plan\\.ya?ml") : name.matches("[^.].*\\.ya?ml");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the plan " + file.getFileName() + " cannot be read", e);
        }
    }
}
