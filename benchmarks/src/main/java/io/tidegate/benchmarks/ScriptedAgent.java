package io.tidegate.benchmarks;

import io.tidegate.contracts.Message;
import io.tidegate.contracts.kafka.Decoded;
import io.tidegate.contracts.kafka.MessageCodec;
import io.tidegate.contracts.kafka.Topics;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.task.Task;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The agents of many targets: a step starts and succeeds at once, and every target beats every five seconds. */
final class ScriptedAgent implements AutoCloseable {
    private static final long BEAT_MS = 5_000;

    private final MessageCodec codec = new MessageCodec("db-agent");
    private final Sender sender;
    private final int targets;
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor();
    private final @Nullable Tail tasks;
    private long beaten;

    /** @param targets as many as there are plans, and their topics are there */
    ScriptedAgent(String kafka, int targets, Sender sender) throws InterruptedException {
        this.sender = sender;
        this.targets = targets;
        Tail tail = new Tail(
                kafka,
                IntStream.range(0, targets)
                        .mapToObj(n -> Topics.tasks(TwoSteps.name(n)))
                        .toList(),
                this::answer);
        tail.awaitReady();
        tasks = tail;
        beat();
    }

    /** Beats alone: there is nothing to do for these targets. */
    ScriptedAgent(int targets, Sender sender) {
        this.sender = sender;
        this.targets = targets;
        tasks = null;
        beat();
    }

    private void beat() {
        int atOnce = Math.max(1, targets / 100);
        beats.scheduleAtFixedRate(
                () -> {
                    for (int n = 0; n < atOnce; n++) {
                        beat((int) (beaten++ % targets));
                    }
                },
                0,
                TimeUnit.MILLISECONDS.toMicros(BEAT_MS) * atOnce / targets,
                TimeUnit.MICROSECONDS);
    }

    private void beat(int number) {
        String target = TwoSteps.name(number);
        sender.report("beat/" + target + "/" + beaten, target, target, new Report.AgentBeat(target, "1", List.of()));
    }

    private void answer(ConsumerRecord<String, byte[]> record) {
        if (codec.decode(record.topic(), record.headers(), record.value(), Task.class)
                        instanceof Decoded.Value<Message<Task>>(Message<Task> message)
                && message.data() instanceof Task.RunStep run) {
            sender.report(
                    message.id() + "/started",
                    message.window(),
                    run.target(),
                    new Report.StepStarted(run.step(), run.attempt()));
            sender.report(
                    message.id() + "/ended",
                    message.window(),
                    run.target(),
                    new Report.StepSucceeded(run.step(), run.attempt(), 1, List.of()));
        }
    }

    @Override
    public void close() {
        beats.shutdownNow();
        if (tasks != null) {
            tasks.close();
        }
    }
}
