package io.tidegate.slackbot.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.slackbot.command.WhenReader.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class WhenReaderTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void aTimeWithoutAZoneIsInThePlansZone() {
        var local = new When.Local(LocalDateTime.of(2026, 12, 1, 5, 0), null);

        assertThat(WhenReader.moment(local, NOW, JAKARTA))
                .isEqualTo(new Moment.At(Instant.parse("2026-11-30T22:00:00Z")));
    }

    @Test
    void aTimeWithoutAnyKnownZoneIsAskedBackAndNotGuessed() {
        var local = new When.Local(LocalDateTime.of(2026, 12, 1, 5, 0), null);

        assertThat(WhenReader.moment(local, NOW, null))
                .isInstanceOfSatisfying(
                        Moment.None.class, none -> assertThat(none.mend()).contains("2026-12-01T05:00 Asia/Jakarta"));
    }

    @Test
    void aTimeThatTheClocksSkipDoesNotExist() {
        var local = new When.Local(LocalDateTime.of(2026, 3, 29, 2, 30), BERLIN);

        assertThat(WhenReader.moment(local, NOW, null))
                .isInstanceOfSatisfying(
                        Moment.None.class, none -> assertThat(none.what()).contains("does not exist"));
    }

    @Test
    void aTimeThatHappensTwiceNeedsItsOffset() {
        var local = new When.Local(LocalDateTime.of(2026, 10, 25, 2, 30), BERLIN);

        assertThat(WhenReader.moment(local, NOW, null))
                .isInstanceOfSatisfying(Moment.None.class, none -> assertThat(none.mend())
                        .contains("2026-10-25T02:30+02:00 or 2026-10-25T02:30+01:00"));
    }

    @Test
    void aTimeThatHasPassedIsRefused() {
        assertThat(WhenReader.moment(new When.Exactly(NOW.minusSeconds(1)), NOW, null))
                .isInstanceOf(Moment.None.class);
    }

    @Test
    void inSomeTimeCountsFromNow() {
        assertThat(WhenReader.moment(new When.After(Duration.ofSeconds(20)), NOW, null))
                .isEqualTo(new Moment.At(NOW.plusSeconds(20)));
    }

    @Test
    void theSameWishGivesTheSameWindow() {
        String first = WindowIds.window("portion-size", NOW, "1.2.a");

        assertThat(first)
                .isEqualTo(WindowIds.window("portion-size", NOW, "1.2.a"))
                .matches("portion-size-20260301-0000-[0-9a-f]{4}")
                .isNotEqualTo(WindowIds.window("portion-size", NOW, "1.2.b"));
    }
}
