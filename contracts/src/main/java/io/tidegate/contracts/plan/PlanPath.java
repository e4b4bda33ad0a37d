package io.tidegate.contracts.plan;

import java.util.ArrayList;
import java.util.List;

/** The way to a value in a plan: member names and item numbers from 0, as {@code steps[2].run.kind}. */
record PlanPath(List<Object> parts) {
    static final PlanPath ROOT = new PlanPath(List.of());

    PlanPath {
        parts = List.copyOf(parts);
    }

    PlanPath member(String name) {
        return with(name);
    }

    PlanPath item(int index) {
        return with(index);
    }

    private PlanPath with(Object part) {
        var longer = new ArrayList<>(parts);
        longer.add(part);
        return new PlanPath(longer);
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (Object part : parts) {
            if (part instanceof Integer index) {
                text.append('[').append(index).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(part);
            }
        }
        return text.isEmpty() ? "plan" : text.toString();
    }
}
