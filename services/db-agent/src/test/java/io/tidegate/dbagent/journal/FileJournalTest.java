package io.tidegate.dbagent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Work;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileJournalTest {
    private static final Instant NOW = Instant.parse("2026-12-01T05:00:00Z");
    private static final AttemptKey KEY = new AttemptKey("w-1", "backup", 1);

    @TempDir
    private Path directory = Path.of(".");

    private Journal open() {
        return open(NOW);
    }

    private Journal open(Instant now) {
        return FileJournal.open(directory.resolve("journal").resolve("journal.jsonl"), now);
    }

    private static Task.RunStep task(AttemptKey key) {
        return new Task.RunStep("plan", "pg", key.step(), key.attempt(), NOW.plusSeconds(60), new Work.Backup(2), null);
    }

    private static Report.OfStep success(AttemptKey key) {
        return new Report.StepSucceeded(key.step(), key.attempt(), 7, List.of(Fact.number("rows", 3, "rows")));
    }

    @Test
    void whatWasTakenIsThereAfterAReopening() {
        try (Journal journal = open()) {
            journal.taken(KEY, task(KEY), NOW);
        }
        try (Journal journal = open()) {
            assertThat(journal.unfinished()).singleElement().satisfies(attempt -> {
                assertThat(attempt.task()).isEqualTo(task(KEY));
                assertThat(attempt.isHalfDone()).isFalse();
            });
        }
    }

    @Test
    void whatWasBegunAndHasNoEndIsHalfDone() {
        try (Journal journal = open()) {
            journal.taken(KEY, task(KEY), NOW);
            journal.begun(KEY, NOW);
        }
        try (Journal journal = open()) {
            assertThat(journal.attempt(KEY)).get().matches(Attempt::isHalfDone);
        }
    }

    @Test
    void anEndIsUntoldUntilKafkaHasIt() {
        try (Journal journal = open()) {
            journal.taken(KEY, task(KEY), NOW);
            journal.begun(KEY, NOW);
            journal.ended(KEY, success(KEY), NOW);
        }
        try (Journal journal = open()) {
            assertThat(journal.unfinished()).isEmpty();
            assertThat(journal.untold()).singleElement().satisfies(attempt -> assertThat(attempt.report())
                    .isEqualTo(success(KEY)));
            journal.told(KEY, NOW);
        }
        try (Journal journal = open()) {
            assertThat(journal.untold()).isEmpty();
            journal.tellAgain(KEY);
            assertThat(journal.untold()).hasSize(1);
        }
    }

    @Test
    void aLineThatACrashHasCutIsLeftOutAndTheNextOneIsWhole() throws IOException {
        AttemptKey next = new AttemptKey("w-1", "migrate", 1);
        try (Journal journal = open()) {
            journal.taken(KEY, task(KEY), NOW);
        }
        Files.writeString(
                directory.resolve("journal").resolve("journal.jsonl"),
                "{\"entry\":\"begun\",\"key\":{\"window\":\"w-",
                StandardOpenOption.APPEND);
        try (Journal journal = open()) {
            assertThat(journal.attempt(KEY)).get().matches(attempt -> !attempt.begun());
            journal.taken(next, task(next), NOW);
        }
        try (Journal journal = open()) {
            assertThat(journal.unfinished()).extracting(Attempt::key).containsExactly(KEY, next);
        }
    }

    @Test
    void whatEndedAndWasToldLongAgoIsForgottenAndNothingElse() {
        AttemptKey untold = new AttemptKey("w-1", "verify", 1);
        AttemptKey open = new AttemptKey("w-1", "reopen", 2);
        try (Journal journal = open()) {
            for (AttemptKey key : List.of(KEY, untold, open)) {
                journal.taken(key, task(key), NOW);
                journal.begun(key, NOW);
            }
            journal.cancelled(open, "no", NOW);
            journal.ended(KEY, success(KEY), NOW);
            journal.ended(untold, success(untold), NOW);
            journal.told(KEY, NOW);
        }
        for (int i = 0; i < 2; i++) {
            try (Journal journal = open(NOW.plus(Duration.ofDays(31)))) {
                assertThat(journal.attempt(KEY)).isEmpty();
                assertThat(journal.untold()).extracting(Attempt::key).containsExactly(untold);
                assertThat(journal.unfinished()).singleElement().satisfies(attempt -> {
                    assertThat(attempt.key()).isEqualTo(open);
                    assertThat(attempt.isHalfDone()).isTrue();
                    assertThat(attempt.cancelled()).isEqualTo("no");
                });
            }
        }
    }

    @Test
    void theNewestAttemptIsTheFence() {
        AttemptKey second = new AttemptKey("w-1", "backup", 2);
        try (Journal journal = open()) {
            journal.taken(second, task(second), NOW);
            journal.taken(KEY, task(KEY), NOW);

            assertThat(journal.newest("w-1", "backup"))
                    .get()
                    .extracting(Attempt::key)
                    .isEqualTo(second);
            assertThat(journal.newest("w-2", "backup")).isEmpty();
        }
    }
}
