package io.tidegate.contracts.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.Samples;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LogVerifierTest {
    private static final String WINDOW = "small-20261201-0340-ab12";

    private static LogWriter log() {
        return new LogWriter(WINDOW, Samples.small());
    }

    static WindowLog verify(List<LogRecord> records, @Nullable Anchor anchor) {
        var verifier = new LogVerifier(List.of(LogWriter.publicKey()));
        records.forEach(verifier::accept);
        return verifier.of(WINDOW, anchor).orElseThrow();
    }

    private static List<String> sentences(WindowLog log) {
        return log.faults().stream().map(Fault::toString).toList();
    }

    @Test
    void aLogAsItWasWrittenIsVerifiedAndGivesTheState() {
        LogWriter written = log().completed();

        WindowLog log = verify(written.records(), written.head());

        assertThat(sentences(log)).isEmpty();
        assertThat(log.isVerified()).isTrue();
        assertThat(log.history().state()).isEqualTo(written.window());
        assertThat(((Window) log.history().state()).status()).isEqualTo(Status.COMPLETED);
        assertThat(log.history().sequence()).isEqualTo(written.head().sequence());
        assertThat(log.history().hash()).isEqualTo(written.head().hash());
        assertThat(log.unsignedTail()).isZero();
        assertThat(log.signedUpTo()).isEqualTo(written.head().sequence() - 1);
    }

    @Test
    void aRolledBackLogIsVerified() {
        assertThat(sentences(verify(log().rolledBack().records(), null))).isEmpty();
    }

    @Test
    void redeliveriesAreCountedAndNoFault() {
        var records = new ArrayList<>(log().completed().records());
        records.add(7, records.get(3));
        records.add(records.get(0));

        WindowLog log = verify(records, null);

        assertThat(sentences(log)).isEmpty();
        assertThat(log.redelivered()).isEqualTo(2);
    }

    @Test
    void whatFollowsTheLastSignatureIsTheUnsignedTail() {
        WindowLog log = verify(log().opened().records(), null);

        assertThat(log.isVerified()).isTrue();
        assertThat(log.unsignedTail()).isEqualTo(1);
    }

    @Test
    void anEndThatNobodySignedIsAFault() {
        var records = log().completed().records();

        WindowLog log = verify(records.subList(0, records.size() - 1), null);

        assertThat(sentences(log))
                .singleElement()
                .asString()
                .contains("event " + (records.size() - 1) + ": the window's end is in the unsigned tail");
    }

    @Test
    void aMissingEventIsNamed() {
        var records = new ArrayList<>(log().completed().records());
        records.remove(4);

        assertThat(sentences(verify(records, null)))
                .first()
                .isEqualTo("window " + WINDOW + " event 6 (partition 3, offset 5): event 5 is missing before it");
    }

    @Test
    void twoEventsInTheWrongOrderAreNamed() {
        var records = new ArrayList<>(log().completed().records());
        records.add(4, records.remove(5));

        assertThat(sentences(verify(records, null)))
                .anyMatch(fault -> fault.contains("event 6 (") && fault.contains("event 5 is missing before it"))
                .anyMatch(fault -> fault.contains("event 5 (") && fault.contains("out of order"));
    }

    @Test
    void anEventDoctoredAndRehashedIsNamedByItsSuccessor() {
        LogWriter written = log().completed();
        var records = new ArrayList<>(written.records());
        LoggedEvent honest = written.events().get(5);
        records.set(5, LogWriter.record(doctored(honest), 5));

        assertThat(sentences(verify(records, null)))
                .singleElement()
                .asString()
                .contains("event 7 ", "its 'previous' is " + honest.hash(), "event 6 has the hash");
    }

    @Test
    void aWholeTailForgedWithoutTheKeyIsNamedByItsSignature() {
        LogWriter honest = log().completed();
        LogWriter forged = new LogWriter(WINDOW, Samples.small());
        honest.events()
                .forEach(event -> forged.happens(
                        event.sequence() == 6 ? Actor.person("U0EVE", "Eve") : event.actor(), event.event()));

        assertThat(sentences(verify(forged.records(), null)))
                .anyMatch(fault -> fault.contains("event 11 ") && fault.contains("it signs the hash"));
    }

    @Test
    void aSecondEventUnderOneSequenceIsNamed() {
        LogWriter written = log().completed();
        var records = new ArrayList<>(written.records());
        records.add(LogWriter.record(doctored(written.events().get(5)), records.size()));

        assertThat(sentences(verify(records, null)))
                .singleElement()
                .asString()
                .contains("event 6 ", "there is another event under this sequence");
    }

    @Test
    void anEventThatCannotHaveHappenedIsNamedThoughItsChainHolds() {
        LogWriter written = log().completed();
        written.happens(Actor.timer("status"), new WindowEvent.StatusReported("completed", "Nothing.", "nothing."));

        assertThat(sentences(verify(written.records(), null)))
                .singleElement()
                .asString()
                .contains("cannot have happened", "the window is completed");
    }

    @Test
    void aKeyThatIsNotGivenIsNamed() {
        var verifier = new LogVerifier(List.of());
        log().decided().records().forEach(verifier::accept);

        assertThat(sentences(verifier.of(WINDOW, null).orElseThrow()))
                .singleElement()
                .asString()
                .contains("which is not among the keys given");
    }

    @Test
    void aTailThatIsCutOffShowsByItsAnchor() {
        LogWriter written = log().completed();
        var cut = written.records().subList(0, 11);

        assertThat(verify(cut, null).isVerified()).isTrue();
        assertThat(sentences(verify(cut, written.head())))
                .singleElement()
                .asString()
                .contains("the log ends with event 11", "the tail is cut off");
    }

    @Test
    void anAnchorOfAnotherLogIsNamed() {
        Anchor other = new Anchor(4, "0".repeat(64));

        assertThat(sentences(verify(log().decided().records(), other)))
                .singleElement()
                .asString()
                .contains("event 4: the head was noted here with the hash 000");
    }

    @Test
    void poisonIsNamedAndDoesNotStopTheVerification() {
        var records = new ArrayList<>(log().completed().records());
        records.add(3, new LogRecord(3, 99, WINDOW, "{\"sequence\":".getBytes(StandardCharsets.UTF_8), Map.of()));
        records.add(4, new LogRecord(3, 100, WINDOW, null, Map.of()));

        assertThat(sentences(verify(records, null)))
                .containsExactly(
                        "window " + WINDOW
                                + " (partition 3, offset 99): the value is no JSON, so it is not as it was written",
                        "window " + WINDOW + " (partition 3, offset 100): the record has no value");
    }

    @Test
    void aHeaderThatDisagreesIsNamed() {
        var records = new ArrayList<>(log().decided().records());
        LogRecord honest = records.get(2);
        Map<String, String> headers = new HashMap<>(java.util.Objects.requireNonNull(honest.headers()));
        headers.put("ce_sequence", "4");
        records.set(2, new LogRecord(3, 2, honest.key(), honest.value(), headers));

        assertThat(sentences(verify(records, null)))
                .singleElement()
                .asString()
                .contains("event 3 ", "header ce_sequence is '4', but the event says '3'");
    }

    static LoggedEvent doctored(LoggedEvent event) {
        return LoggedEvent.seal(
                event.id(),
                event.window(),
                event.sequence(),
                event.time().plusSeconds(1),
                event.actor(),
                event.cause(),
                event.previous(),
                event.event());
    }
}
