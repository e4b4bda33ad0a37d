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
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads a record and hands it to whom it is for. */
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

    /** Empty when the record was taken; else why it cannot be read. */
    Optional<String> take(ConsumerRecord<byte[], byte[]> record) {
        return record.topic().equals(Topics.COMMANDS) ? takeCommand(record) : takeReport(record);
    }

    private Optional<String> takeCommand(ConsumerRecord<byte[], byte[]> record) {
        return switch (codec.decode(record.topic(), record.headers(), record.value(), WindowCommand.class)) {
            case Decoded.Unreadable<Message<WindowCommand>> unreadable -> Optional.of(unreadable.reason());
            case Decoded.Value<Message<WindowCommand>> value -> {
                Message<WindowCommand> message = value.value();
                yield isWindowId(message.window())
                        ? take(message, input(message.window(), message.data()))
                        : Optional.of("the window's id is not made of letters, digits and hyphens");
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

    private Optional<String> takeReport(ConsumerRecord<byte[], byte[]> record) {
        return switch (codec.decode(record.topic(), record.headers(), record.value(), Report.class)) {
            case Decoded.Unreadable<Message<Report>> unreadable -> Optional.of(unreadable.reason());
            case Decoded.Value<Message<Report>> value -> {
                Message<Report> message = value.value();
                if (message.data() instanceof Report.AgentBeat beat) {
                    agents.heard(message, beat);
                    yield Optional.empty();
                }
                yield take(message, new Input.FromAgent(message.data()));
            }
        };
    }

    private Optional<String> take(Message<?> message, Input input) {
        windows.take(new Taken.Request(message.id(), message.window(), message.actor(), input));
        return Optional.empty();
    }

    private static boolean isWindowId(String id) {
        return WINDOW_ID.matcher(id).matches();
    }
}
