package io.tidegate.cli.replay;

import io.tidegate.contracts.log.Anchor;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which window's log, where it is and by which keys it is signed; what is left out is the running local stack's. */
final class LogOptions {
    private static final int UNREACHABLE = 3;
    private static final Pattern WINDOW_ID = Pattern.compile("[A-Za-z0-9-]+");

    @Option(names = "--window", required = true, paramLabel = "ID", description = "The window's id.")
    private String window = "";

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "Kafka; the running local stack's where it is left out.")
    private @Nullable String bootstrap;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "A public key of the orchestrator (PEM); may be repeated for former keys. The running local"
                    + " stack's where it is left out.")
    private List<Path> keyFiles = List.of();

    @Option(
            names = "--head",
            paramLabel = "SEQ:HASH",
            description =
                    "A head of the log that was noted elsewhere, for instance in the channel: shows a cut-off tail.")
    private @Nullable String head;

    /** What a command does with a log. */
    interface Work {
        int with(CommandLine line) throws UnreachableException;
    }

    /** @return the work's exit code, or the one for something that is out of reach */
    static int exit(@Nullable CommandSpec spec, Work work) {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        try {
            return work.with(line);
        } catch (UnreachableException e) {
            line.getErr().println(e.getMessage());
            return UNREACHABLE;
        } finally {
            line.getOut().flush();
            line.getErr().flush();
        }
    }

    String window(CommandLine line) {
        if (!WINDOW_ID.matcher(window).matches()) {
            throw new ParameterException(line, "--window: an id has letters, digits and hyphens only");
        }
        return window;
    }

    /** Reads and verifies the window's log. */
    Replay read(CommandLine line) throws UnreachableException {
        String id = window(line);
        StackFile stack = stack(line);
        String kafka = given(line, bootstrap, stack.kafka().orElse(null), "--bootstrap");
        return Replay.read(kafka, id, keys(line, stack), anchor(line));
    }

    static StackFile stack(CommandLine line) {
        try {
            return StackFile.read(StackFile.PLACE);
        } catch (IOException e) {
            throw new ParameterException(line, StackFile.PLACE + " cannot be read: " + e.getMessage(), e);
        }
    }

    static String given(CommandLine line, @Nullable String option, @Nullable String ofStack, String name) {
        if (option != null) {
            return option;
        }
        if (ofStack == null) {
            throw new ParameterException(line, "no local stack is running here: say " + name);
        }
        return ofStack;
    }

    private List<PublicKey> keys(CommandLine line, StackFile stack) {
        List<Path> files = keyFiles.isEmpty() ? stack.signingKey().stream().toList() : keyFiles;
        if (files.isEmpty()) {
            throw new ParameterException(line, "no local stack is running here: say --key");
        }
        List<PublicKey> keys = new ArrayList<>();
        for (Path file : files) {
            try {
                keys.add(KeyFiles.read(file));
            } catch (IOException | IllegalArgumentException e) {
                throw new ParameterException(line, "the key " + file + " cannot be read: " + e.getMessage(), e);
            }
        }
        return keys;
    }

    private @Nullable Anchor anchor(CommandLine line) {
        try {
            return head == null ? null : Anchor.parse(head);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(line, "--head: " + e.getMessage(), e);
        }
    }
}
