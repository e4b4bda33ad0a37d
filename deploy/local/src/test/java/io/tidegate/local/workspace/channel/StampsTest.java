package io.tidegate.local.workspace.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class StampsTest {
    private final Stamps stamps = new Stamps(Clock.fixed(Instant.parse("2026-11-30T22:01:00.000123Z"), ZoneOffset.UTC));

    @Test
    void theyIncreaseThoughTheClockStands() {
        assertThat(stamps.next()).isEqualTo("1796076060.000123");
        assertThat(stamps.next()).isEqualTo("1796076060.000124");
    }

    @Test
    void theyGoOnAfterTheLastOneBeforeARestart() {
        stamps.past("1796076061.999999");
        assertThat(stamps.next()).isEqualTo("1796076062.000000");
    }
}
