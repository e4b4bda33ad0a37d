package io.tidegate.contracts.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A poison record is a value, whatever is in it. */
final class PoisonProperties {

    @Property(tries = 500)
    void poisonIsAValueAndNeverThrown(@ForAll byte[] poison) {
        assertThat(MessageCodecTest.reason(
                        MessageCodecTest.decode(MessageCodecTest.go().headers(), poison)))
                .isNotEqualTo("readable");
        assertThat(MessageCodecTest.reason(new MessageCodec("test").decodeEvent(poison)))
                .isNotEqualTo("readable");
    }

    @Property(tries = 500)
    void poisonHeadersAreAValueAndNeverThrown(@ForAll byte[] poison) {
        for (String header :
                MessageCodecTest.texts(MessageCodecTest.go().headers()).keySet()) {
            Headers headers = new RecordHeaders(MessageCodecTest.go().headers());
            headers.remove(header).add(header, poison);
            assertThat(MessageCodecTest.decode(headers, MessageCodecTest.go().value()))
                    .isNotNull();
        }
    }
}
