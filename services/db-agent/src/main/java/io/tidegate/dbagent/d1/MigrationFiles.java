package io.tidegate.dbagent.d1;

import io.tidegate.dbagent.migration.MigrationSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a migration set, as Wrangler takes them. */
record MigrationFiles(MigrationSets.Found.Set set, List<String> names) {
    private static final Pattern NUMBER = Pattern.compile("^(\\d{1,18})");
    /** What Wrangler's {@code migrations apply} sorts by: the number, then the name. */
    private static final Comparator<String> ORDER =
            Comparator.comparingLong(MigrationFiles::number).thenComparing(Comparator.naturalOrder());

    /** @throws D1Exception with the code and sentence of {@link MigrationSets}, or when there is no file */
    static MigrationFiles of(D1Run run, String name) throws D1Exception, IOException {
        return switch (MigrationSets.find(run.config(), name)) {
            case MigrationSets.Found.Not(String code, String reason) -> throw new D1Exception(code, reason);
            case MigrationSets.Found.Set set -> of(set);
        };
    }

    private static MigrationFiles of(MigrationSets.Found.Set set) throws D1Exception, IOException {
        try (Stream<Path> files = Files.list(set.directory())) {
            List<String> names = files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".sql"))
                    .sorted(ORDER)
                    .toList();
            if (names.isEmpty()) {
                throw new D1Exception(
                        "no-script", "the migration set '" + set.name() + "' has no .sql file in " + set.directory());
            }
            return new MigrationFiles(set, names);
        }
    }

    private static long number(String name) {
        Matcher number = NUMBER.matcher(name);
        return number.find() ? Long.parseLong(number.group(1)) : Long.MAX_VALUE;
    }
}
