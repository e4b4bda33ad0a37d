package io.tidegate.orchestrator.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import io.tidegate.orchestrator.live.Strike.Aim;
import io.tidegate.orchestrator.live.Strike.Moment;
import io.tidegate.orchestrator.live.Strike.Point;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An orchestrator dies at a request to PostgreSQL or Kafka, before it arrives or before its answer comes back, and
 * another is started: the window's log, what was taken, its timers and tasks are as if nothing had happened.
 *
 * <p>Dies means in most cells that both its lines are cut for good while it still runs in this JVM, and in some that a
 * process of its own gets SIGKILL. For everybody else the two are the same, since the kernel closes a killed process's
 * connections just so; the first takes a third of the time. {@code -Dfaults.every=true} goes through every request of a
 * window, from the first of the orchestrator's start, and prints the matrix.
 */
@Infrastructure
final class KilledBetweenStepsIT {
    private static final boolean EVERY = Boolean.getBoolean("faults.every");

    /** Between all that a transaction and the relay do, at different turns of the window. */
    private static final List<Aim> CHOSEN = List.of(
            new Aim(new Point("PostgreSQL: take the input's id", 1), Moment.AFTER),
            new Aim(new Point("PostgreSQL: append", 3), Moment.AFTER),
            new Aim(new Point("PostgreSQL: COMMIT after: append", 2), Moment.BEFORE),
            new Aim(new Point("PostgreSQL: COMMIT after: append", 7), Moment.AFTER),
            new Aim(new Point("Kafka: produce", 1), Moment.BEFORE),
            new Aim(new Point("Kafka: produce", 6), Moment.AFTER),
            new Aim(new Point("PostgreSQL: remove from the outbox", 4), Moment.AFTER),
            new Aim(new Point("Kafka: offsetcommit", 1), Moment.BEFORE));

    private final Path directory;

    KilledBetweenStepsIT(@TempDir Path directory) {
        this.directory = directory;
    }

    private Stage stage;

    @BeforeEach
    void start(Kafka kafka, Postgres postgres) {
        stage = new Stage(kafka, postgres, directory);
    }

    @AfterEach
    void stop() throws InterruptedException {
        stage.close();
    }

    @Test
    void crashAtARequest() {
        crash(stage::play, EVERY ? part(aims(requests())) : CHOSEN);
    }

    @Test
    void sigkillAtARequest() {
        crash(stage::playWithProcesses, EVERY ? CHOSEN : List.of(CHOSEN.get(3), CHOSEN.get(5)));
    }

    @Test
    void crashWhileTheSchemaIsMade() {
        // Of the first migration's tables, with the note that they are there.
        Point one = new Point("PostgreSQL: COMMIT after: schema", 3);
        crash(this::playFromNothing, EVERY ? part(aims(requestsUntilReady())) : List.of(new Aim(one, Moment.BEFORE)));
    }

    private Stage.Cell playFromNothing(Strike strike) {
        stage.withoutSchema();
        return stage.play(strike);
    }

    private void crash(Function<Strike, Stage.Cell> play, List<Aim> aims) {
        Trace undisturbed = stage.play(Strike.none()).trace();
        FaultMatrix matrix = new FaultMatrix();
        for (Aim aim : aims) {
            try {
                matrix.add(aim, play.apply(Strike.at(aim)), undisturbed);
            } catch (RuntimeException | AssertionError e) {
                matrix.addStuck(aim, e);
            }
        }
        matrix.print();
        assertThat(matrix.wrong()).isEmpty();
        if (!EVERY) {
            // How often an orchestrator polls, no two runs agree on; these it makes in every run.
            assertThat(matrix.missed()).isEmpty();
        }
    }

    /** Of an orchestrator on a database that has its schema. */
    private List<Point> requests() {
        stage.play(Strike.none());
        return stage.play(Strike.none()).requests();
    }

    private List<Point> requestsUntilReady() {
        return playFromNothing(Strike.none()).requests().stream()
                .takeWhile(point -> !point.request().equals("PostgreSQL: hold a lease"))
                .toList();
    }

    /** {@code -Dfaults.requests=append} leaves those alone whose name has no match of this pattern. */
    private static List<Aim> aims(List<Point> points) {
        Pattern wanted = Pattern.compile(System.getProperty("faults.requests", ""));
        return points.stream()
                .filter(point -> wanted.matcher(point.request()).find())
                .flatMap(point -> Stream.of(Moment.values()).map(moment -> new Aim(point, moment)))
                .toList();
    }

    /** {@code -Dfaults.part=2/5}: the second, seventh, twelfth and so on. */
    private static List<Aim> part(List<Aim> aims) {
        String[] part = System.getProperty("faults.part", "1/1").split("/");
        int first = Integer.parseInt(part[0]) - 1;
        int step = Integer.parseInt(part[1]);
        return IntStream.iterate(first, i -> i < aims.size(), i -> i + step)
                .mapToObj(aims::get)
                .toList();
    }
}
