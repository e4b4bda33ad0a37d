package io.tidegate.contracts.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.Samples;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever is done to a log that has been written, the verifier finds it. */
final class TamperingProperties {
    private static final LogWriter COMPLETED = new LogWriter("small-20261201-0340-ab12", Samples.small()).completed();
    private static final int SIZE = COMPLETED.events().size();

    private static List<LogRecord> records() {
        return new ArrayList<>(COMPLETED.records());
    }

    private static void assertFound(List<LogRecord> records) {
        assertThat(LogVerifierTest.verify(records, COMPLETED.head()).faults()).isNotEmpty();
    }

    @Provide
    Arbitrary<Integer> positions() {
        return Arbitraries.integers().between(0, SIZE - 1);
    }

    @Property(tries = 500)
    void aChangedByteOfAValueIsFound(
            @ForAll("positions") int position,
            @ForAll @IntRange(max = 100_000) int at,
            @ForAll @IntRange(min = 1, max = 255) int flip) {
        List<LogRecord> records = records();
        LogRecord honest = records.get(position);
        byte[] value = Objects.requireNonNull(honest.value()).clone();
        value[at % value.length] ^= (byte) flip;
        records.set(position, new LogRecord(3, position, honest.key(), value, honest.headers()));
        assertFound(records);
    }

    @Property(tries = 500)
    void aChangedByteOfAHeaderIsFound(
            @ForAll("positions") int position,
            @ForAll @IntRange(max = 8) int which,
            @ForAll @IntRange(max = 1_000) int at,
            @ForAll @IntRange(min = 1, max = 127) int flip) {
        List<LogRecord> records = records();
        LogRecord honest = records.get(position);
        Map<String, String> headers = new LinkedHashMap<>(Objects.requireNonNull(honest.headers()));
        String name = headers.keySet().stream().sorted().toList().get(which % headers.size());
        byte[] text = Objects.requireNonNull(headers.get(name)).getBytes(StandardCharsets.UTF_8);
        text[at % text.length] ^= (byte) flip;
        headers.put(name, new String(text, StandardCharsets.UTF_8));
        records.set(position, new LogRecord(3, position, honest.key(), honest.value(), headers));
        assertFound(records);
    }

    @Property(tries = 100)
    void aRemovedEventIsFound(@ForAll("positions") int position) {
        List<LogRecord> records = records();
        records.remove(position);
        assertFound(records);
    }

    @Property(tries = 200)
    void twoSwappedEventsAreFound(@ForAll("positions") int one, @ForAll("positions") int other) {
        List<LogRecord> records = records();
        LogRecord first = records.get(one);
        records.set(one, records.get(other));
        records.set(other, first);
        assertThat(LogVerifierTest.verify(records, COMPLETED.head()).faults().isEmpty())
                .isEqualTo(one == other);
    }

    @Property(tries = 200)
    void anEventDoctoredAndRehashedIsFound(@ForAll("positions") int position) {
        List<LogRecord> records = records();
        LoggedEvent honest = COMPLETED.events().get(position);
        records.set(position, LogWriter.record(LogVerifierTest.doctored(honest), position));
        assertFound(records);
    }

    @Property(tries = 200)
    void anAddedEventIsFound(@ForAll("positions") int position, @ForAll("positions") int at) {
        List<LogRecord> records = records();
        LoggedEvent honest = COMPLETED.events().get(position);
        records.add(at, LogWriter.record(LogVerifierTest.doctored(honest), SIZE));
        assertFound(records);
    }

    @Property(tries = 50)
    void aCutOffTailIsFoundByItsAnchor(@ForAll("positions") int size) {
        List<LogRecord> cut = records().subList(0, Math.max(1, size));
        assertFound(cut);
    }
}
