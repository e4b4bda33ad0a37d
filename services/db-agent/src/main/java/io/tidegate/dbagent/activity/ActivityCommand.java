package io.tidegate.dbagent.activity;

import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.config.AgentConfigReader;
import io.tidegate.dbagent.config.WrongConfigException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tidegate activity}: a week's hours in percent of the busiest, to choose a window by. */
@Command(
        name = "tidegate activity",
        description = "Shows how busy each hour of the week is, in percent of the busiest one.",
        mixinStandardHelpOptions = true)
public final class ActivityCommand implements Callable<Integer> {
    private static final int NOT_ENOUGH = 1;
    private static final int OUT_OF_REACH = 3;
    private static final int WRONG_CONFIG = 78;
    private static final int HOURS = 24;

    @Option(names = "--config", required = true, description = "The agent's configuration.")
    private @Nullable Path file;

    @Option(names = "--zone", description = "On whose clock; UTC where it is left out.")
    private ZoneId zone = ZoneId.of("UTC");

    @Spec
    private @Nullable CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** @return 0 all is known, 1 not enough was sampled, 2 wrong use, 3 out of reach, 78 a wrong configuration */
    public static int run(String... arguments) {
        return new CommandLine(new ActivityCommand())
                .setExecutionExceptionHandler((e, command, result) -> {
                    command.getErr().println(e.getMessage());
                    return e instanceof WrongConfigException ? WRONG_CONFIG : OUT_OF_REACH;
                })
                .execute(arguments);
    }

    @Override
    public Integer call() throws IOException {
        AgentConfig config = AgentConfigReader.read(Objects.requireNonNull(file));
        Activity activity = new ActivityFile(config.home()).read();
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        LocalDate today = LocalDate.now(zone);
        out.println(table(activity, today, zone));
        if (!activity.isEnough()) {
            out.println("Not enough to choose by: " + ActivityWords.sampled(activity) + ".");
            return NOT_ENOUGH;
        }
        Instant monday = monday(today, zone).toInstant();
        out.println(
                ActivityWords.of(activity, activity.quietestFrom(monday), zone).text() + ".");
        return 0;
    }

    /** @param day one of the week whose hours are shown, so that its clock is that of now */
    static String table(Activity activity, LocalDate day, ZoneId zone) {
        var text = new StringBuilder("   ");
        for (int hour = 0; hour < HOURS; hour++) {
            text.append(" %3d".formatted(hour));
        }
        for (DayOfWeek each : DayOfWeek.values()) {
            text.append('\n').append(each.getDisplayName(TextStyle.SHORT, Locale.ENGLISH));
            for (int hour = 0; hour < HOURS; hour++) {
                ZonedDateTime time =
                        monday(day, zone).plusDays(each.getValue() - 1L).withHour(hour);
                var percent = activity.percentAt(time.toInstant());
                text.append(percent.isPresent() ? " %3d".formatted(Math.round(percent.getAsDouble())) : "   ?");
            }
        }
        return text.toString();
    }

    private static ZonedDateTime monday(LocalDate day, ZoneId zone) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).atStartOfDay(zone);
    }
}
