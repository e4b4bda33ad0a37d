package io.tidegate.dbagent.gate;

import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.config.Gate;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.program.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at every gate without moving it: what would stop a window at its gate is found before the window. */
public final class GateCheck {
    private GateCheck() {}

    /**
     * @param server null where the target is none of PostgreSQL
     * @param output gets what the tools print
     * @return a sentence for every gate that cannot be looked at
     */
    public static List<String> faults(AgentConfig config, @Nullable TargetServer server, Programs programs, Path output)
            throws SQLException, IOException, InterruptedException {
        var tools = new Tools(programs, config, output);
        List<String> faults = new ArrayList<>();
        for (Map.Entry<String, Gate> gate : config.gates().entrySet()) {
            try {
                tools.driver(gate.getValue(), server).look();
            } catch (GateException e) {
                faults.add("the gate '" + gate.getKey() + "': " + e.getMessage());
            }
        }
        return faults;
    }
}
