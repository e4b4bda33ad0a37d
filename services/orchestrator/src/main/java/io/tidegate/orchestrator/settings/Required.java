package io.tidegate.orchestrator.settings;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The settings without which the service does not start, each with its mend. */
public enum Required {
    DATABASE_URL("tidegate.database.url", "a JDBC address such as jdbc:postgresql://localhost:5432/tidegate") {
        @Override
        boolean fits(String value) {
            return value.startsWith("jdbc:postgresql:");
        }
    },
    DATABASE_USER("tidegate.database.user", "the database user that owns the schema orchestrator"),
    DATABASE_PASSWORD("tidegate.database.password", "that user's password"),
    PLANS("tidegate.plans", "a directory that is there, with plans as *.yaml or <name>/plan.yaml") {
        @Override
        boolean fits(String value) {
            return path(value).filter(Files::isDirectory).isPresent();
        }
    },
    SIGNING_KEY("tidegate.signing.key", "a file for the Ed25519 key (PKCS#8 PEM); it is made if it is missing") {
        @Override
        boolean fits(String value) {
            return path(value).filter(file -> !Files.isDirectory(file)).isPresent();
        }
    };

    private final String property;
    private final String expects;

    Required(String property, String expects) {
        this.property = property;
        this.expects = expects;
    }

    boolean fits(String value) {
        return !value.isBlank();
    }

    /** The name of the environment variable. */
    public String variable() {
        return property.toUpperCase(java.util.Locale.ROOT).replace('.', '_');
    }

    /** A sentence for each setting that is missing or wrong. A value is never repeated: it may be a secret. */
    public static List<String> problems(Function<String, Optional<String>> values) {
        List<String> problems = new ArrayList<>();
        for (Required setting : values()) {
            Optional<String> value = values.apply(setting.property);
            if (value.isEmpty()) {
                problems.add(setting.variable() + " is missing: set it to " + setting.expects + ".");
            } else if (setting != DATABASE_PASSWORD && !setting.fits(value.get())) {
                problems.add(setting.variable() + " is wrong: set it to " + setting.expects + ".");
            }
        }
        return problems;
    }

    private static Optional<Path> path(String value) {
        try {
            return value.isBlank() ? Optional.empty() : Optional.of(Path.of(value));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
