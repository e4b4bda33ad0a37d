package io.tidegate.dbagent.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The directory {@code prisma/migrations}: a directory for each migration, with its script, in the order of names. */
record PrismaMigrations(List<Migration> all, Optional<String> provider) {
    private static final String SCRIPT = "migration.sql";
    private static final Pattern PROVIDER = Pattern.compile("(?m)^\\s*provider\\s*=\\s*\"([^\"]*)\"");

    record Migration(String name, String script) {}

    /** @throws IOException naming the directory that has no script, among others */
    static PrismaMigrations read(Path directory) throws IOException {
        List<Path> directories;
        try (Stream<Path> list = Files.list(directory)) {
            directories = list.filter(Files::isDirectory).sorted().toList();
        }
        List<Migration> all = new ArrayList<>();
        for (Path each : directories) {
            all.add(new Migration(String.valueOf(each.getFileName()), Files.readString(each.resolve(SCRIPT))));
        }
        Path lock = directory.resolve("migration_lock.toml");
        Optional<String> provider = Optional.empty();
        if (Files.exists(lock)) {
            Matcher written = PROVIDER.matcher(Files.readString(lock));
            provider = written.find() ? Optional.of(written.group(1)) : Optional.empty();
        }
        return new PrismaMigrations(all, provider);
    }

    boolean isForAnotherDatabase() {
        return provider.filter(name -> !name.equals("postgresql") && !name.equals("postgres"))
                .isPresent();
    }

    Optional<Migration> named(String name) {
        return all.stream().filter(migration -> migration.name().equals(name)).findFirst();
    }
}
