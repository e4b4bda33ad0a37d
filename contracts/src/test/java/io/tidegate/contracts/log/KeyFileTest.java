package io.tidegate.contracts.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyFileTest {
    private static final String HASH = "0".repeat(64);

    @Test
    void aMissingKeyIsMadeForItsOwnerAloneAndReadAgain(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("keys/signing.pem");
        KeyPair made = new KeyFile(file).readOrMake();
        KeyPair read = new KeyFile(file).readOrMake();

        assertThat(read.getPublic()).isEqualTo(made.getPublic());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(directory.resolve("keys"))) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("signing.pem", "signing.pem.pub");
        }
    }

    @Test
    void thePublicFileVerifiesWhatTheKeySigns(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("signing.pem");
        KeyPair keys = new KeyFile(file).readOrMake();
        var head = HeadSignature.sign(keys.getPrivate(), keys.getPublic(), "w", 3, HASH);
        var published = PublicKeys.fromPem(Files.readString(directory.resolve("signing.pem.pub")));

        assertThat(HeadSignature.holds(published, "w", head)).isTrue();
        assertThat(HeadSignature.holds(published, "other", head)).isFalse();
    }

    /** A process that was killed before it wrote the public file leaves nothing that stops the next one. */
    @Test
    void whereThePublicFileIsMissingItIsWrittenAgain(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("signing.pem");
        KeyPair made = new KeyFile(file).readOrMake();
        Files.delete(directory.resolve("signing.pem.pub"));

        assertThat(new KeyFile(file).readOrMake().getPublic()).isEqualTo(made.getPublic());
        assertThat(directory.resolve("signing.pem.pub")).exists();
    }

    @Test
    void aPrivateKeyAloneIsReadWithThePublicOneBesideIt(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("signing.pem");
        KeyPair made = new KeyFile(file).readOrMake();
        String both = Files.readString(file);
        Files.writeString(file, both.substring(0, both.indexOf("-----BEGIN PUBLIC")));

        assertThat(new KeyFile(file).readOrMake().getPublic()).isEqualTo(made.getPublic());
    }

    @Test
    void aKeyThatIsNoneOrNotThePairsStopsTheStart(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("signing.pem");
        new KeyFile(file).readOrMake();
        new KeyFile(directory.resolve("other.pem")).readOrMake();
        Files.copy(
                directory.resolve("other.pem.pub"),
                directory.resolve("signing.pem.pub"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> new KeyFile(file).readOrMake())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("signing.pem");

        Files.writeString(file, "not a key");
        assertThatThrownBy(() -> new KeyFile(file).readOrMake())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("PKCS#8");
    }
}
