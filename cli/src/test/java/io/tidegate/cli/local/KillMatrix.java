package io.tidegate.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StatusLine;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.local.process.Directories;
import io.tidegate.local.stack.Example;
import io.tidegate.local.stack.Stack;
import io.tidegate.local.stack.StackOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Kills the agent, and the whole database server, in the middle of each kind of step of a window, and prints what came of
 * it. A quarter of an hour long, so it runs only when asked for: {@code ./mvnw -pl cli verify -Dit.test=KillMatrix}. {@code -Dmatrix.from=4
 * -Dmatrix.to=6} are its fifth and sixth line.
 */
final class KillMatrix {
    private static final long ROWS = 300_000;
    private static final Duration WATCH = Duration.ofSeconds(1);
    private static final Map<String, Consumer<Stack>> VICTIMS = Map.of(
            "db-agent",
            stack -> {
                stack.process("db-agent").kill();
                stack.process("db-agent").launch();
            },
            "PostgreSQL",
            stack -> stack.postgres().crash());

    /** @param failing the window rolls back by itself */
    private record Moment(String example, String step, boolean failing) {}

    private static final List<Moment> MOMENTS = List.of(
            new Moment("portion-size", "rehearsal", false),
            new Moment("portion-size", "backup", false),
            new Moment("portion-size", "test-restore", false),
            new Moment("portion-size", "safety-copy", false),
            new Moment("portion-size", "migrate", false),
            new Moment("portion-size", "verify", false),
            new Moment("portion-size", "swap-back", true),
            new Moment("citadelbuy", "migrate", false),
            new Moment("citadelbuy", "restore", true),
            new Moment("portion-size-runbook", "offsite", false),
            new Moment("portion-size-runbook", "migrate", false),
            new Moment("portion-size-runbook", "undo", true));

    @Test
    void aWindowEndsOrWaitsAndItsDatabaseIsTheOldOneOrTheNewOne() {
        List<String> wrong = new ArrayList<>();
        System.out.printf("%-22s %-13s %-11s %-28s %s%n", "example", "step", "killed", "the window", "the database");
        int from = Integer.getInteger("matrix.from", 0);
        int to = Integer.getInteger("matrix.to", MOMENTS.size());
        for (Moment moment : MOMENTS.subList(from, to)) {
            for (String victim :
                    System.getProperty("matrix.victims", "db-agent,PostgreSQL").split(",")) {
                String line = cell(moment, victim);
                System.out.println(line);
                if (line.contains("NEITHER") || line.contains("NEVER")) {
                    wrong.add(line);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static String cell(Moment moment, String victim) {
        Example example = Example.named(moment.example());
        Path directory = Directories.temporary("tidegate-matrix-");
        var options = new StackOptions(
                example,
                ROWS,
                DemoPlan.write(directory.resolve("plans"), example, WATCH, !moment.failing()),
                moment.failing(),
                directory.resolve("run"),
                Map.of(),
                part -> {});
        try (Stack stack = Stack.start(options)) {
            DumpProof before = DumpProof.withoutPositions(stack.target());
            var killing = new Killing(stack, moment.step(), Objects.requireNonNull(VICTIMS.get(victim)));
            var shown = new StringWriter();
            var terminal = new Terminal(new PrintWriter(shown));
            Window end = new Demo(stack, terminal, moment.failing(), killing)
                    .persevering()
                    .run()
                    .window();
            if (end.status() == Status.NEEDS_PERSON || !killing.done) {
                System.out.println(shown);
            }
            return String.format(
                    Locale.ROOT,
                    "%-22s %-13s %-11s %-28s %s",
                    moment.example(),
                    moment.step(),
                    victim,
                    killing.done ? words(killing, end) : "NEVER came there",
                    state(stack, example, before, end));
        } finally {
            Directories.delete(directory);
        }
    }

    private static String words(Killing killing, Window end) {
        return (killing.asked ? "asked, resumed, " : "") + StatusLine.words(end.status());
    }

    private static String state(Stack stack, Example example, DumpProof before, Window end) {
        boolean isOld = DumpProof.withoutPositions(stack.target()).equals(before);
        boolean isNew = TargetProof.of(stack.target(), example).holds();
        if (end.status() == Status.COMPLETED) {
            return isNew ? "the new one" : "NEITHER";
        }
        if (end.status() == Status.ROLLED_BACK || end.status() == Status.POSTPONED) {
            return isOld ? "the old one" : "NEITHER";
        }
        return isOld ? "the old one" : isNew ? "the new one" : "in between, a person has it";
    }

    private static final class Killing implements BiConsumer<LoggedEvent, Window> {
        private final Stack stack;
        private final String step;
        private final Consumer<Stack> victim;
        private boolean done;
        private boolean asked;

        Killing(Stack stack, String step, Consumer<Stack> victim) {
            this.stack = stack;
            this.step = step;
            this.victim = victim;
        }

        @Override
        public void accept(LoggedEvent event, Window after) {
            asked |= after.status() == Status.NEEDS_PERSON;
            if (!done
                    && event.event() instanceof WindowEvent.StepStarted started
                    && started.step().equals(step)) {
                done = true;
                victim.accept(stack);
            }
        }
    }
}
