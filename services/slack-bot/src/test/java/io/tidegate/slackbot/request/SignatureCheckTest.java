package io.tidegate.slackbot.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SignatureCheckTest {
    private static final byte[] BODY = PublishedVector.BODY.getBytes(StandardCharsets.UTF_8);

    private static boolean holds(Instant now, String timestamp, String signature, byte[] body) {
        return new SignatureCheck(PublishedVector.SECRET, Clock.fixed(now, ZoneOffset.UTC))
                .holds(timestamp, signature, body);
    }

    private static boolean holdsAt(long secondsAfter) {
        return holds(
                PublishedVector.TIME.plusSeconds(secondsAfter),
                PublishedVector.TIMESTAMP,
                PublishedVector.SIGNATURE,
                BODY);
    }

    @Test
    void slacksPublishedVectorHolds() {
        assertThat(holdsAt(0)).isTrue();
    }

    @Test
    void fiveMinutesInBothDirectionsAndNotASecondMore() {
        assertThat(holdsAt(300)).isTrue();
        assertThat(holdsAt(301)).isFalse();
        assertThat(holdsAt(-300)).isTrue();
        assertThat(holdsAt(-301)).isFalse();
    }

    @Property(tries = 500)
    void oneFlippedBitOfTheBodyIsFound(@ForAll @IntRange(max = 10_000) int bit) {
        byte[] body = BODY.clone();
        int at = bit % (body.length * 8);
        body[at / 8] ^= (byte) (1 << at % 8);

        assertThat(holds(PublishedVector.TIME, PublishedVector.TIMESTAMP, PublishedVector.SIGNATURE, body))
                .isFalse();
    }

    @Property(tries = 200)
    void oneChangedCharacterOfTheSignatureIsFound(@ForAll @IntRange(max = 66) int at) {
        char[] signature = PublishedVector.SIGNATURE.toCharArray();
        signature[at] ^= 1;

        assertThat(holds(PublishedVector.TIME, PublishedVector.TIMESTAMP, new String(signature), BODY))
                .isFalse();
    }

    @Test
    void anotherTimestampThanTheSignedOneIsFound() {
        assertThat(holds(PublishedVector.TIME, "1531420619", PublishedVector.SIGNATURE, BODY))
                .isFalse();
    }

    @Test
    void whatIsNoTimestampOrMissingIsRefused() {
        var check = new SignatureCheck(PublishedVector.SECRET, Clock.fixed(PublishedVector.TIME, ZoneOffset.UTC));

        assertThat(check.holds("now", PublishedVector.SIGNATURE, BODY)).isFalse();
        assertThat(check.holds("99999999999999999999", PublishedVector.SIGNATURE, BODY))
                .isFalse();
        assertThat(check.holds(null, PublishedVector.SIGNATURE, BODY)).isFalse();
        assertThat(check.holds(PublishedVector.TIMESTAMP, null, BODY)).isFalse();
        assertThat(check.holds(PublishedVector.TIMESTAMP, "", BODY)).isFalse();
    }
}
