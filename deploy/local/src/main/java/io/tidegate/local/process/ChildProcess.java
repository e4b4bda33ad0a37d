package io.tidegate.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A program started by us: its output goes to a file, and it ends when we do. */
public final class ChildProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int LINES_IN_AN_ERROR = 15;

    /** One hook for all: a child may be started while we are ending, to end something else. */
    private static final Set<Process> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> OPEN.forEach(Process::destroy), "end the children"));
    }

    private final String name;
    private final Path log;
    private final Process process;

    private ChildProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        OPEN.add(process);
    }

    /** @param environment on top of ours */
    public static ChildProcess start(String name, List<String> command, Map<String, String> environment, Path log) {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(ProcessBuilder.Redirect.PIPE);
        builder.environment().putAll(environment);
        try {
            return new ChildProcess(name, log, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name + ": " + command.getFirst(), e);
        }
    }

    /** Runs a program to its end. @throws IllegalStateException with the end of its output when it fails */
    public static void run(String name, List<String> command, Map<String, String> environment, Path log) {
        try (var child = start(name, command, environment, log)) {
            if (!child.process.waitFor(10, TimeUnit.MINUTES) || child.process.exitValue() != 0) {
                throw new IllegalStateException(name + " failed:\n" + child.lastLines());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " ran", e);
        }
    }

    /** Waits for a condition. @throws IllegalStateException when the process ends or the time is up first */
    public void await(BooleanSupplier ready, Duration limit) {
        long until = System.nanoTime() + limit.toNanos();
        try {
            while (!alive(ready)) {
                if (System.nanoTime() > until) {
                    throw new IllegalStateException(
                            name + " is not ready after " + limit.toSeconds() + " s:\n" + lastLines());
                }
                TimeUnit.MILLISECONDS.sleep(25);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, e);
        }
    }

    /** The process is looked at first: what another one answers at its address is not its own answer. */
    private boolean alive(BooleanSupplier ready) {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " ended with " + process.exitValue() + ":\n" + lastLines());
        }
        return ready.getAsBoolean();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL: the process has no say in it. */
    public void kill() {
        process.destroyForcibly();
        waitForEnd();
    }

    /** SIGTERM, and SIGKILL where that is not heard. */
    @Override
    public void close() {
        process.destroy();
        if (!waitForEnd()) {
            kill();
        }
    }

    private boolean waitForEnd() {
        try {
            boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (ended) {
                OPEN.remove(process);
            }
            return ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_IN_AN_ERROR), lines.size()))
                    + "\n(all of it: " + log + ")";
        } catch (IOException e) {
            return "(its log cannot be read: " + e.getMessage() + ")";
        }
    }
}
