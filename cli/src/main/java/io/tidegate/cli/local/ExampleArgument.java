package io.tidegate.cli.local;

import io.tidegate.local.stack.Example;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The example that a command line names. */
final class ExampleArgument {
    private ExampleArgument() {}

    /** @throws ParameterException naming the examples that there are */
    static Example resolve(String name, @Nullable CommandSpec spec) {
        try {
            return Example.named(name);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), e.getMessage(), e);
        }
    }
}
