package io.tidegate.local.stack;

import io.tidegate.local.process.Root;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How the local stack is to be.
 *
 * @param example what is run
 * @param rows in the largest table of the target database
 * @param plans directory of the plans that the orchestrator may schedule
 * @param broken the example's migrations that fail are taken
 * @param run directory of logs and of the file that says where everything is; emptied at the start
 * @param environment settings of real parts that take the place of stand-ins, see {@link RealParts}; empty for none
 * @param progress told of each part as it is ready
 */
public record StackOptions(
        Example example,
        long rows,
        Path plans,
        boolean broken,
        Path run,
        Map<String, String> environment,
        Consumer<String> progress) {

    /** Where the command line looks for a stack. */
    public static Path usualRun() {
        return Root.path().resolve(".tidegate").resolve("run");
    }
}
