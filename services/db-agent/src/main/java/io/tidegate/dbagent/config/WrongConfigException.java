package io.tidegate.dbagent.config;

import java.util.List;

/** The agent's configuration cannot be used; every problem in one go, each with its place and its mend. */
public final class WrongConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final List<String> problems;

    public WrongConfigException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
