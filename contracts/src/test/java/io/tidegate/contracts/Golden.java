package io.tidegate.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;

/** Files that are looked at once and compared ever after; {@code -Dgolden.renew=true} writes them anew. */
public final class Golden {
    private Golden() {}

    /** Path below the test resources' {@code golden}. */
    public static Path sample(String name) {
        return Samples.root().resolve("contracts/src/test/resources/golden").resolve(name);
    }

    public static Path schema(String name) {
        return Samples.root().resolve("contracts/src/main/resources/schemas").resolve(name);
    }

    public static Path document(String name) {
        return Samples.root().resolve("docs").resolve(name);
    }

    public static void compare(Path file, String text) {
        try {
            if (Samples.renews()) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            } else if (!Files.exists(file)) {
                Assertions.fail(file + " is missing; -Dgolden.renew=true writes it");
            }
            assertThat(Files.readString(file))
                    .as("%s; -Dgolden.renew=true writes it anew", file)
                    .isEqualTo(text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot compare " + file, e);
        }
    }
}
