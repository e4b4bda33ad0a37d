package io.tidegate.orchestrator.intake;

import io.tidegate.contracts.Message;
import io.tidegate.contracts.kafka.Decoded;
import io.tidegate.contracts.kafka.MessageCodec;
import io.tidegate.contracts.kafka.Topics;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.orchestrator.agents.Agents;
import io.tidegate.orchestrator.plans.PlanDirectory;
import io.tidegate.orchestrator.store.StoredWindows;
import io.tidegate.orchestrator.store.Taken;
import io.tidegate.orchestrator.store.WindowStore;
import io.tidegate.orchestrator.window.Input;
import io.tidegate.orchestrator.window.PlanLookup;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads records and hands them to whom they are for. */
@Singleton
class Dispatch {
    private static final Pattern WINDOW_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,127}");

    private final MessageCodec codec = new MessageCodec("orchestrator");
    private final WindowStore windows;
    private final PlanDirectory plans;
    private final Agents agents;
    private final StoredWindows stored;

    Dispatch(WindowStore windows, StoredWindows stored, PlanDirectory plans, Agents agents) {
        this.windows = windows;
        this.stored = stored;
        this.plans = plans;
        this.agents = agents;
    }

    /** What a record says. */
    private sealed interface Said {
        record ToWindow(Taken.Request request) implements Said {}

        record Beat(Agents.Beat beat) implements Said {}

        record Unreadable(String reason) implements Said {}
    }

    /** A record that cannot be read, and why. */
    record Unreadable(ConsumerRecord<byte[], byte[]> record, String reason) {}

    /**
     * Takes records in their order, all or none.
     *
     * @return those that cannot be read
     * @throws RuntimeException when none was taken
     */
    List<Unreadable> takeAll(Collection<ConsumerRecord<byte[], byte[]>> records) {
        List<Unreadable> unreadable = new ArrayList<>();
        List<Taken.Request> requests = new ArrayList<>();
        List<Agents.Beat> beats = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            switch (read(record)) {
                case Said.ToWindow(Taken.Request request) -> requests.add(request);
                case Said.Beat(Agents.Beat beat) -> beats.add(beat);
                case Said.Unreadable(String reason) -> unreadable.add(new Unreadable(record, reason));
            }
        }
        // First, because an agent that is heard twice is still heard.
        agents.heard(beats);
        windows.takeAll(requests);
        return unreadable;
    }

    private Said read(ConsumerRecord<byte[], byte[]> record) {
        return record.topic().equals(Topics.COMMANDS) ? command(record) : report(record);
    }

    private Said command(ConsumerRecord<byte[], byte[]> record) {
        return switch (codec.decode(record.topic(), record.headers(), record.value(), WindowCommand.class)) {
            case Decoded.Unreadable<Message<WindowCommand>> unreadable -> new Said.Unreadable(unreadable.reason());
            case Decoded.Value<Message<WindowCommand>> value -> {
                Message<WindowCommand> message = value.value();
                yield isWindowId(message.window())
                        ? toWindow(message, input(message.window(), message.data()))
                        : new Said.Unreadable("the window's id is not made of letters, digits and hyphens");
            }
        };
    }

    /** With the plan as its file says it now, where the command depends on that. */
    private Input input(String window, WindowCommand command) {
        return switch (command) {
            case WindowCommand.Schedule schedule -> new Input.FromPerson(command, plans.find(schedule.plan()));
            case WindowCommand.Replan replan -> new Input.FromPerson(command, planOf(window));
            case WindowCommand other -> new Input.FromPerson(command);
        };
    }

    private PlanLookup planOf(String window) {
        return stored.find(window)
                .filter(found -> found.state() instanceof Window)
                .map(found -> plans.find(((Window) found.state()).plan().name()))
                .orElseGet(PlanLookup.NotAsked::new);
    }

    private Said report(ConsumerRecord<byte[], byte[]> record) {
        return switch (codec.decode(record.topic(), record.headers(), record.value(), Report.class)) {
            case Decoded.Unreadable<Message<Report>> unreadable -> new Said.Unreadable(unreadable.reason());
            case Decoded.Value<Message<Report>> value -> {
                Message<Report> message = value.value();
                yield message.data() instanceof Report.AgentBeat beat
                        ? new Said.Beat(new Agents.Beat(message.id(), beat.target()))
                        : toWindow(message, new Input.FromAgent(message.data()));
            }
        };
    }

    private static Said toWindow(Message<?> message, Input input) {
        return new Said.ToWindow(new Taken.Request(message.id(), message.window(), message.actor(), input));
    }

    private static boolean isWindowId(String id) {
        return WINDOW_ID.matcher(id).matches();
    }
}
