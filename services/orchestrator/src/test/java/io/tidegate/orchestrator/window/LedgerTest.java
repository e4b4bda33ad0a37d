package io.tidegate.orchestrator.window;

import static io.tidegate.orchestrator.PlanFixture.LEAD;
import static io.tidegate.orchestrator.PlanFixture.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.log.HashChain;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.window.WindowCommand.Cancel;
import io.tidegate.contracts.window.WindowEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LedgerTest {

    @Test
    void everyEventIsNumberedAndCarriesTheHashOfTheOneBefore() {
        List<LoggedEvent> log =
                Story.watched(plan()).log().stream().map(Ledger.Entry::event).toList();

        String previous = HashChain.GENESIS;
        for (int i = 0; i < log.size(); i++) {
            assertThat(log.get(i).sequence()).isEqualTo(i + 1);
            assertThat(log.get(i).previous()).isEqualTo(previous);
            previous = log.get(i).hash();
        }
    }

    @Test
    void decisionsAndEndsAreSignedDirectlyAfterThem() {
        List<LoggedEvent> log = Story.watched(plan()).fires("watch-end").log().stream()
                .map(Ledger.Entry::event)
                .toList();

        for (LoggedEvent event : log) {
            if (event.event() instanceof WindowEvent.HeadSigned signed) {
                assertThat(signed.upTo()).isEqualTo(event.sequence() - 1);
                assertThat(signed.hash()).isEqualTo(event.previous());
                assertThat(event.actor()).isEqualTo(Actor.orchestrator());
            }
        }
        assertThat(log.stream().filter(event -> event.event() instanceof WindowEvent.HeadSigned))
                .hasSize(3);
        assertThat(log.getLast().event()).isInstanceOf(WindowEvent.HeadSigned.class);
    }

    @Test
    void aCancelledWindowIsSignedBeforeItsNoticeGoesOut() {
        List<LoggedEvent> log = Story.scheduled(plan()).wishes(LEAD, new Cancel("no")).log().stream()
                .map(Ledger.Entry::event)
                .toList();

        assertThat(log.reversed().stream()
                        .limit(3)
                        .map(event -> event.event().getClass().getSimpleName()))
                .containsExactly("NoticeRequested", "HeadSigned", "WindowCancelled");
    }

    @Test
    void theLastNoticeThatIsAnsweredAfterTheEndIsSignedToo() {
        Story story = Story.scheduled(plan()).wishes(LEAD, new Cancel("no"));
        List<String> open = story.requested();

        open.forEach(notice -> {
            assertThat(story.log().getLast().event().event()).isNotInstanceOf(WindowEvent.HeadSigned.class);
            story.delivered(notice, 0);
        });

        assertThat(open).isNotEmpty();
        LoggedEvent last = story.log().getLast().event();
        assertThat(last.event())
                .isInstanceOfSatisfying(WindowEvent.HeadSigned.class, signed -> assertThat(signed.upTo())
                        .isEqualTo(last.sequence() - 1));
    }

    @Test
    void aWindowsTimeStandsStillWhileTheClockIsBehindItsLastEvent() {
        Ledger.Head head = Story.scheduled(plan()).log().getLast().head();

        assertThat(head.timeAt(head.time().minusSeconds(600))).isEqualTo(head.time());
        assertThat(head.timeAt(head.time().plusSeconds(1)))
                .isEqualTo(head.time().plusSeconds(1));
        assertThat(Ledger.Head.none().timeAt(head.time())).isEqualTo(head.time());
    }
}
