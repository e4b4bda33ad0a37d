package io.tidegate.dbagent.config;

import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of the configuration that was read into a record of a driver's own. */
final class WrittenRecord {
    private WrittenRecord() {}

    /**
     * The record with its paths resolved.
     *
     * @param place for problems, such as {@code gates.site}
     * @param base where relative paths begin
     * @param problems gets a sentence for everything that is missing
     */
    static <R> R complete(String place, R written, Path base, List<ConfigProblem> problems) {
        RecordComponent[] components = written.getClass().getRecordComponents();
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            Object value = read(components[i], written);
            values[i] = value instanceof Path path ? base.resolve(path) : value;
            boolean missing = value == null || value instanceof Collection<?> all && all.isEmpty();
            if (missing && !components[i].getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                problems.add(new ConfigProblem(
                        place + "." + kebab(components[i].getName()), "is missing: write " + kind(components[i])));
            }
        }
        return problems.isEmpty() ? make(written, components, values) : written;
    }

    private static @Nullable Object read(RecordComponent component, Object written) {
        try {
            return component.getAccessor().invoke(written);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record's component can be read", e);
        }
    }

    private static <R> R make(R written, RecordComponent[] components, @Nullable Object[] values) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            @SuppressWarnings("unchecked")
            R made = (R) written.getClass().getDeclaredConstructor(types).newInstance(values);
            return made;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record has its canonical constructor", e);
        }
    }

    private static String kind(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == Path.class) {
            return "a path";
        }
        if (type == URI.class) {
            return "an http or https address";
        }
        return type == String.class ? "a text" : "a list";
    }

    /** As it stands in the file: {@code password-file}; where a record's name differs, as its driver's reader has it. */
    private static String kebab(String name) {
        return switch (name) {
            case "closing" -> "close";
            case "opening" -> "open";
            default -> name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
        };
    }
}
