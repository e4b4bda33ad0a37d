package io.tidegate.dbagent.gate;

import io.tidegate.dbagent.program.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A program that a driver talks to. What it prints stays in a file on this machine. */
record Tool(Programs programs, Path output, List<String> command) {
    static final Duration SHORT = Duration.ofSeconds(20);

    /** How it ended, and what it printed. */
    record Answer(int code, String text) {}

    /** @throws GateException when it cannot be started, or takes longer */
    Answer run(Duration limit, Map<String, String> environment, String... arguments)
            throws GateException, IOException, InterruptedException {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        try {
            return switch (programs.run(new Programs.Run(all, environment, output, limit))) {
                case Programs.Ended.WithCode(int code) -> new Answer(code, Files.readString(output));
                case Programs.Ended.OutOfTime ended ->
                    throw new GateException(
                            "timed-out", named() + " was ended: it took longer than " + limit.toSeconds() + " s");
            };
        } catch (IOException e) {
            if (!Files.exists(output) || String.valueOf(e.getMessage()).startsWith("Cannot run program")) {
                throw new GateException(
                        "no-such-tool",
                        "the program " + command.getFirst() + " cannot be run: install it, or name another");
            }
            throw e;
        }
    }

    /** @throws GateException when it ends with anything but 0 */
    String need(Duration limit, Map<String, String> environment, String... arguments)
            throws GateException, IOException, InterruptedException {
        Answer answer = run(limit, environment, arguments);
        if (answer.code() != 0) {
            throw new GateException(
                    "tool-failed",
                    named() + (arguments.length == 0 ? "" : " " + arguments[0]) + " ended with " + answer.code()
                            + "; what it said is on the agent's machine in " + output);
        }
        return answer.text();
    }

    private String named() {
        return command.getFirst();
    }
}
