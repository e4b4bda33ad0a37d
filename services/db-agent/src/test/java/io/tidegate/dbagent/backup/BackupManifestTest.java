package io.tidegate.dbagent.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class BackupManifestTest {

    @Test
    void aManifestFromBeforeRolesWereNotedIsStillRead() {
        BackupManifest manifest = Json.read("""
                { "window": "w-1", "database": "sppg", "serverVersion": 15, "snapshot": "00000003-1",
                  "startedAt": "2026-03-07T21:04:11Z", "endedAt": "2026-03-07T21:05:02Z",
                  "files": [ { "name": "toc.dat", "bytes": 4, "sha256": "ab" } ],
                  "content": { "tables": [], "sequences": [] } }
                """.getBytes(StandardCharsets.UTF_8), BackupManifest.class);

        assertThat(manifest.roles()).isEmpty();
        assertThat(manifest.databaseManifest()).isNull();
        assertThat(manifest.bytes()).isEqualTo(4);
    }
}
