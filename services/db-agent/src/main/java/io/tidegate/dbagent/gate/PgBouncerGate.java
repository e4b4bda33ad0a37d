package io.tidegate.dbagent.gate;

import io.tidegate.dbagent.config.Gate;
import io.tidegate.dbagent.step.StepProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * PAUSE and RESUME on PgBouncer's admin console: clients wait, and none fails (PgBouncer, usage, admin console). Through
 * psql, because the console speaks the simple protocol alone.
 */
final class PgBouncerGate implements GateDriver {
    private static final int USUAL_PORT = 6432;

    private final Gate.PgBouncer gate;
    private final Tool psql;

    PgBouncerGate(Gate.PgBouncer gate, Tool psql) {
        this.gate = gate;
        this.psql = psql;
    }

    @Override
    public String describe(boolean close) {
        return close
                ? "PgBouncer lets the clients of " + gate.database() + " wait (PAUSE)"
                : "PgBouncer lets the clients of " + gate.database() + " go on (RESUME)";
    }

    @Override
    public Standing look() throws GateException, IOException, InterruptedException {
        List<String> lines = ask(Tool.SHORT, "SHOW DATABASES").lines().toList();
        List<String> columns = lines.isEmpty() ? List.of() : cells(lines.getFirst());
        int name = columns.indexOf("name");
        int paused = columns.indexOf("paused");
        if (name < 0 || paused < 0) {
            throw new GateException("unreadable", "PgBouncer's SHOW DATABASES does not say what is paused");
        }
        for (String line : lines) {
            List<String> cells = cells(line);
            if (cells.size() > Math.max(name, paused) && cells.get(name).equals(gate.database())) {
                return new Standing(cells.get(paused).equals("0") ? State.OPEN : State.CLOSED, Map.of());
            }
        }
        throw new GateException("no-such-database", "PgBouncer has no database '" + gate.database() + "'");
    }

    /** Waits until the transactions at work have ended; when they do not in time, nobody is left waiting. */
    @Override
    public void close(Duration limit, StepProgress progress) throws GateException, IOException, InterruptedException {
        if (look().state() == State.CLOSED) {
            return;
        }
        progress.doing(null, "waiting for the transactions at work to end");
        try {
            ask(limit, "PAUSE " + quoted());
        } catch (GateException e) {
            ask(Tool.SHORT, "RESUME " + quoted());
            throw new GateException(
                    e.code(), "transactions did not end in time for PAUSE, and the clients go on: " + e.getMessage());
        } catch (InterruptedException e) {
            resumeAfterCancel();
            throw e;
        }
    }

    @Override
    public void open(Map<String, String> before, Duration limit, StepProgress progress)
            throws GateException, IOException, InterruptedException {
        if (look().state() == State.CLOSED) {
            ask(Tool.SHORT, "RESUME " + quoted());
        }
    }

    private void resumeAfterCancel() throws IOException, InterruptedException {
        boolean interrupted = Thread.interrupted();
        try {
            ask(Tool.SHORT, "RESUME " + quoted());
        } catch (GateException e) {
            throw new IllegalStateException(
                    "cancelled in the middle of PAUSE, and RESUME failed: " + e.getMessage(), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private String ask(Duration limit, String command) throws GateException, IOException, InterruptedException {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PGHOST", gate.host());
        environment.put("PGPORT", Integer.toString(Objects.requireNonNullElse(gate.port(), USUAL_PORT)));
        environment.put("PGUSER", gate.user());
        environment.put("PGDATABASE", "pgbouncer");
        environment.put("PGPASSWORD", Files.readString(gate.passwordFile()).strip());
        environment.put("PGCONNECT_TIMEOUT", "5");
        return psql.need(limit, environment, "--no-psqlrc", "--csv", "--command=" + command);
    }

    private String quoted() {
        return "\"" + gate.database().replace("\"", "\"\"") + "\"";
    }

    private static List<String> cells(String line) {
        return Arrays.asList(line.split(",", -1));
    }
}
