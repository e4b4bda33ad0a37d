package io.tidegate.local.stack;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * How the local stack is to be.
 *
 * @param rows allocations in the target database
 * @param plans directory of the plans that the orchestrator may schedule
 * @param migrations the migration set under examples/portion-size: {@code migrations}, or {@code migrations-broken}
 * @param progress told of each part as it is ready
 */
public record StackOptions(long rows, Path plans, String migrations, Consumer<String> progress) {}
