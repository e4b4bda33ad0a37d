package io.tidegate.orchestrator.store;

import io.tidegate.contracts.PayloadTypes;
import io.tidegate.contracts.report.Report;
import io.tidegate.orchestrator.window.CommandKind;
import io.tidegate.orchestrator.window.Decision;
import io.tidegate.orchestrator.window.Input;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** One line for each input: what it was and what came of it. */
final class InputLog {
    private static final Logger LOG = LoggerFactory.getLogger(InputLog.class);

    private InputLog() {}

    static void write(Taken.Request request, Taken taken) {
        Level level = taken instanceof Taken.Decided decided && !(decided.decision() instanceof Decision.Ignored)
                ? Level.INFO
                : Level.DEBUG;
        LoggingEventBuilder line = LOG.atLevel(level)
                .addKeyValue("window", request.window())
                .addKeyValue("actor", request.actor().id());
        if (request.input() instanceof Input.FromAgent agent && agent.report() instanceof Report.OfStep report) {
            line = line.addKeyValue("step", report.step()).addKeyValue("attempt", report.attempt());
        }
        line.log("{}: {}", what(request.input()), outcome(taken));
    }

    private static String what(Input input) {
        return switch (input) {
            case Input.FromPerson wish -> CommandKind.of(wish.command()).label();
            case Input.FromTimer fired -> "timer " + fired.timer().name();
            case Input.FromAgent said -> PayloadTypes.shortName(said.report());
            case Input.PlanRead read -> "plan read";
            case Input.AgentSilent silent -> "agent silent";
            case Input.AgentHeard heard -> "agent heard";
        };
    }

    private static String outcome(Taken taken) {
        return switch (taken) {
            case Taken.Duplicate duplicate -> "duplicate";
            case Taken.Decided decided ->
                switch (decided.decision()) {
                    case Decision.Accepted accepted ->
                        accepted.events().stream().map(PayloadTypes::shortName).collect(Collectors.joining(", "));
                    case Decision.Ignored ignored -> "ignored, " + ignored.reason();
                    case Decision.Rejected rejected -> "refused, " + rejected.code();
                };
        };
    }
}
