package io.tidegate.dbagent.backup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SnapshotDumpTest {
    @Test
    void zstdCompressesFromVersion16OnAndGzipBefore() {
        assertThat(SnapshotDump.compression(15)).isEqualTo("--compress=1");
        assertThat(SnapshotDump.compression(16)).isEqualTo("--compress=zstd:1");
    }
}
