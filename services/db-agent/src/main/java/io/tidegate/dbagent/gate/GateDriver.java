package io.tidegate.dbagent.gate;

import io.tidegate.dbagent.step.StepProgress;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** How one kind of gate is looked at, closed and opened. Closing what is closed and opening what is open does nothing. */
interface GateDriver {

    /** What it would do, as a sentence. */
    String describe(boolean close);

    /**
     * How the gate stands.
     *
     * @throws GateException when the tool cannot say
     */
    Standing look() throws GateException, SQLException, IOException, InterruptedException;

    /** @param limit how long it may take */
    void close(Duration limit, StepProgress progress)
            throws GateException, SQLException, IOException, InterruptedException;

    /** @param before how it stood before it was closed, see {@link Standing#details} */
    void open(Map<String, String> before, Duration limit, StepProgress progress)
            throws GateException, SQLException, IOException, InterruptedException;

    /** Open, closed, or nobody can say. */
    enum State {
        OPEN,
        CLOSED,
        UNKNOWN
    }

    /** @param details what opening needs to know, by name; no secret */
    record Standing(State state, Map<String, String> details) {}
}
