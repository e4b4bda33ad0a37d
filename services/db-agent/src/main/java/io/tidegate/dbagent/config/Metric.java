package io.tidegate.dbagent.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a number comes from that a plan may watch. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "driver")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Metric.Prometheus.class, name = "prometheus"),
    @JsonSubTypes.Type(value = Metric.Sql.class, name = "sql"),
    @JsonSubTypes.Type(value = Metric.Machine.class, name = "system"),
})
public sealed interface Metric {
    /** What the number counts, such as {@code ms} or {@code percent}; null for a number without a unit. */
    @Nullable
    String unit();

    /**
     * An instant query of Prometheus, or of what speaks its HTTP API.
     *
     * @param url where {@code /api/v1/query} is below
     * @param query in PromQL, with one series as its answer
     * @param tokenFile a file with a bearer token and nothing else
     * @param tokenVariable the name of an environment variable of the agent with a bearer token
     */
    record Prometheus(
            URI url,
            String query,
            @Nullable String unit,
            @Nullable Path tokenFile,
            @Nullable String tokenVariable) implements Metric {}

    /** @param query the name of a query of the configuration, with one number as its answer */
    record Sql(String query, @Nullable String unit) implements Metric {}

    /**
     * How full this machine is, in percent.
     *
     * @param measure what of it; by default what the metric is called
     * @param path of the file system whose space is measured; the agent's home by default
     */
    record Machine(@Nullable Measure measure, @Nullable Path path) implements Metric {
        @Override
        public String unit() {
            return "percent";
        }

        /** What is measured of it, or nothing where neither the configuration nor the name says. */
        public Optional<Measure> measureOf(String name) {
            return measure != null
                    ? Optional.of(measure)
                    : Arrays.stream(Measure.values())
                            .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
                            .findFirst();
        }
    }

    /** What a machine has that fills. */
    enum Measure {
        @JsonProperty("cpu")
        CPU,
        @JsonProperty("memory")
        MEMORY,
        @JsonProperty("disk")
        DISK
    }
}
