package io.tidegate.local.web;

import java.util.Map;
import java.util.Optional;

/** Settings by environment variables. A wrong one stops the start with its name and the mend. */
public record Environment(Map<String, String> variables) {
    private static final int MOST = 65_535;

    public Environment {
        variables = Map.copyOf(variables);
    }

    public static Environment ofProcess() {
        return new Environment(System.getenv());
    }

    /** An empty variable counts as one that is not set. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    public String text(String name, String otherwise) {
        return text(name).orElse(otherwise);
    }

    public String required(String name) {
        return text(name).orElseThrow(() -> new IllegalArgumentException(name + " is not set; set it to start"));
    }

    /** 0 takes a free port. */
    public int port(String name, int otherwise) {
        int port = number(name, otherwise);
        if (port > MOST) {
            throw new IllegalArgumentException(name + " is " + port + "; a port is at most " + MOST);
        }
        return port;
    }

    public int number(String name, int otherwise) {
        String value = text(name, String.valueOf(otherwise));
        if (!value.matches("\\d{1,9}")) {
            throw new IllegalArgumentException(name + " is '" + value + "'; set it to a whole number");
        }
        return Integer.parseInt(value);
    }
}
