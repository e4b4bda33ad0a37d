package io.tidegate.dbagent.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import io.tidegate.contracts.VerifyBuilder;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.Kinds;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.config.Gate;
import io.tidegate.dbagent.config.Metric;
import io.tidegate.dbagent.program.Programs;
import io.tidegate.dbagent.step.Privilege;
import io.tidegate.dbagent.step.StepKinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The documentation's tables of privileges are what the step kinds say. */
class PrivilegesInDocsTest {
    private static final Path DOCS = Path.of("../../docs/db-agent.md");
    private static final AgentConfig CONFIG = new AgentConfig(
            "kitchen",
            new AgentConfig.Postgres("localhost", 5432, "kitchen", "agent", Path.of("password"), "app", "postgres"),
            Path.of("home"),
            null,
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of("read-only", new Gate.PostgresReadOnly(), "closed", new Gate.PostgresClosed()),
            Map.of(),
            Map.of("asked", new Metric.Sql("question", null)),
            new AgentConfig.Backups(Duration.ofDays(1), 1));

    private final StepKinds kinds = Kinds.of(CONFIG, new Programs(Path.of("home", "programs")), Clock.systemUTC());

    private String row(String name, Work work) {
        var needs = new TreeSet<>(kinds.of(work).needs(work));
        return "| " + name + " | "
                + (needs.isEmpty()
                        ? "nothing"
                        : needs.stream().map(PrivilegesInDocsTest::word).collect(Collectors.joining(", ")))
                + " |";
    }

    private static String word(Privilege privilege) {
        return privilege.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    private String tables() throws ReflectiveOperationException {
        var text = new StringBuilder("| privilege | the agent's role |\n|---|---|\n");
        for (Privilege privilege : Privilege.values()) {
            text.append("| ")
                    .append(word(privilege))
                    .append(" | ")
                    .append(privilege.meaning())
                    .append(" |\n");
        }
        text.append("\n| step kind | needs |\n|---|---|\n");
        for (JsonSubTypes.Type type : Objects.requireNonNull(Work.class.getAnnotation(JsonSubTypes.class))
                .value()) {
            // A gate's needs are its driver's; what a person does needs nothing of the agent.
            if (!List.of(Work.CloseGate.class, Work.OpenGate.class, Work.Manual.class)
                    .contains(type.value())) {
                text.append(row("`" + type.name() + "`", any(type.value()))).append('\n');
            }
        }
        var asked = new Work.Thresholds.Threshold("asked", null, null, null, null, null);
        text.append(row(
                        "`thresholds` with a metric of driver `sql`",
                        new Work.Thresholds(Duration.ZERO, Duration.ZERO, 1, 1, false, List.of(asked))))
                .append('\n');
        text.append(row("gate `postgres-read-only`", new Work.CloseGate("read-only")))
                .append('\n');
        text.append(row("gate `postgres-closed`", new Work.CloseGate("closed"))).append('\n');
        return text.toString();
    }

    /** One of that kind; what it says does not matter. */
    private static Work any(Class<?> kind) throws ReflectiveOperationException {
        var constructor = kind.getDeclaredConstructors()[0];
        return (Work) constructor.newInstance(Arrays.stream(constructor.getParameterTypes())
                .map(PrivilegesInDocsTest::anything)
                .toArray());
    }

    private static Object anything(Class<?> type) {
        if (type == int.class) {
            return 1;
        }
        if (type == boolean.class) {
            return true;
        }
        if (type == long.class) {
            return 1L;
        }
        if (type == Double.class) {
            return 1.0;
        }
        if (type == Integer.class) {
            return 1;
        }
        if (type == String.class) {
            return "x";
        }
        if (type == Duration.class) {
            return Duration.ofSeconds(1);
        }
        if (type == List.class) {
            return List.of();
        }
        if (type == Map.class) {
            return Map.of();
        }
        if (type == Work.Verify.class) {
            return VerifyBuilder.nothing();
        }
        throw new IllegalArgumentException("no value of " + type);
    }

    @Test
    void theTablesAreWhatTheStepKindsSay() throws ReflectiveOperationException, IOException {
        assertThat(Files.readString(DOCS)).contains(tables());
    }
}
