package io.tidegate.dbagent.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.dbagent.swap.CopyStrategy.Method;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CopyStrategyTest {
    private static final long MIB = 1L << 20;

    @ParameterizedTest
    @CsvSource({
        "14, btrfs, 10, 1024, UNNAMED, knows one way",
        "17, btrfs, 905, 4096, FILE_COPY, faster from",
        "18, btrfs, 905, 4096, CLONE, on btrfs",
        "18, xfs, 5, 4096, CLONE, shares blocks",
        "18, ext4, 905, 4096, FILE_COPY, faster from",
        "18, , 905, 4096, FILE_COPY, faster from",
        "15, ext4, 905, 1024, FILE_COPY, quarter of max_wal_size",
        "15, ext4, 8, 1024, WAL_LOG, spares two checkpoints",
        "15, ext4, 30, 80, FILE_COPY, quarter of max_wal_size",
    })
    void theCheapestThatTheServerCanAndTheDiskAllows(
            int version, String fileSystem, long size, long maxWal, Method method, String reason) {
        var chosen = CopyStrategy.choose(version, Optional.ofNullable(fileSystem), size * MIB, maxWal * MIB);

        assertThat(chosen.method()).isEqualTo(method);
        assertThat(chosen.reason()).contains(reason);
    }
}
