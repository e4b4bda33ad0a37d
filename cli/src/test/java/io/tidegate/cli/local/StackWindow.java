package io.tidegate.cli.local;

import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.window.Window;
import io.tidegate.local.postgres.PostgresCluster;
import io.tidegate.local.stack.Example;
import io.tidegate.local.stack.Stack;
import io.tidegate.local.stack.StackOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** A stack of its own for one window, with a service that is killed at a moment and started again. */
final class StackWindow implements AutoCloseable {
    private static final Duration WATCH = Duration.ofSeconds(1);

    private final StringWriter shown = new StringWriter();
    private final Terminal terminal = new Terminal(new PrintWriter(shown));
    private final Stack stack;
    private final boolean failing;

    private StackWindow(Stack stack, boolean failing) {
        this.stack = stack;
        this.failing = failing;
    }

    /** @param directory for logs and plan */
    static StackWindow start(Path directory, long rows, boolean failing) {
        return start(directory, Example.named("portion-size"), rows, failing);
    }

    /** @param directory for logs and plan */
    static StackWindow start(Path directory, Example example, long rows, boolean failing) {
        return new StackWindow(
                Stack.start(new StackOptions(
                        example,
                        rows,
                        DemoPlan.write(directory.resolve("plans"), example, WATCH, !failing),
                        failing,
                        directory.resolve("run"),
                        Map.of(),
                        part -> {})),
                failing);
    }

    Stack stack() {
        return stack;
    }

    Demo.Outcome run() {
        return new Demo(stack, terminal, failing, (event, after) -> {}).run();
    }

    /** Each service is killed as soon as an event is such, once, and started again at once. */
    Demo.Outcome runKilling(Map<String, Predicate<LoggedEvent>> moments) {
        var left = new LinkedHashMap<>(moments);
        BiConsumer<LoggedEvent, Window> killing =
                (event, after) -> left.entrySet().removeIf(each -> {
                    boolean now = each.getValue().test(event);
                    if (now) {
                        stack.process(each.getKey()).kill();
                        stack.process(each.getKey()).launch();
                    }
                    return now;
                });
        Demo.Outcome outcome = new Demo(stack, terminal, failing, killing).run();
        if (!left.isEmpty()) {
            throw new IllegalStateException("the moments to kill " + left.keySet() + " never came");
        }
        return outcome;
    }

    /** Migrations in Flyway's history that have succeeded, without its baseline. */
    long migrationsRun() throws SQLException {
        PostgresCluster cluster = stack.postgres();
        try (var connection = cluster.connect(stack.example().database());
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT count(*) FROM flyway_schema_history WHERE type = 'SQL' AND success")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** What the terminal has shown. */
    String shown() {
        return shown.toString();
    }

    @Override
    public void close() {
        stack.close();
    }
}
