package io.tidegate.dbagent.migration;

import io.tidegate.contracts.Fact;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepResult;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds a migration against its rehearsal: says which statements took much longer. */
final class Pace implements StatementWatch {
    private static final int FACTOR = 3;
    /** What is short is not worth a word, however many times longer it was. */
    private static final long LEAST_MILLIS = 1_000;

    private final Optional<RehearsedStatements> rehearsed;
    private final StepProgress progress;
    private final List<Fact> slower = new ArrayList<>();

    Pace(Optional<RehearsedStatements> rehearsed, StepProgress progress) {
        this.rehearsed = rehearsed;
        this.progress = progress;
    }

    @Override
    public void file(Connection connection) {
        // A file by itself has no pace.
    }

    @Override
    public void begins(Connection connection, String file, int number) {
        // What it takes is known at its end.
    }

    @Override
    public void ended(Connection connection, String file, int number, long millis) {
        rehearsed
                .flatMap(all -> all.statement(file, number))
                .filter(before -> millis > LEAST_MILLIS && millis > FACTOR * before.millis())
                .ifPresent(before -> {
                    String text = millis + " ms, rehearsed " + before.millis() + " ms";
                    progress.doing(null, file + ", statement " + number + " took " + text);
                    slower.add(Fact.text("slower-than-rehearsed " + file + "#" + number, text));
                });
    }

    StepResult addTo(StepResult result) {
        List<Fact> facts = new ArrayList<>(result.evidence());
        facts.addAll(slower);
        return switch (result) {
            case StepResult.Succeeded succeeded -> new StepResult.Succeeded(facts);
            case StepResult.Failed failed -> new StepResult.Failed(failed.code(), failed.reason(), facts);
        };
    }
}
