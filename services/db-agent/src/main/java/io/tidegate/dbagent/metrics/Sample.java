package io.tidegate.dbagent.metrics;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All metrics of a step at one moment.
 *
 * @param values by metric
 * @param missing why there is no value, by metric
 */
record Sample(Instant at, Map<String, Double> values, Map<String, String> missing) {

    static Sample of(Instant at, Map<String, Reading> readings) {
        var sample = new Sample(at, new LinkedHashMap<>(), new LinkedHashMap<>());
        readings.forEach((name, reading) -> {
            switch (reading) {
                case Reading.Value(double number) -> sample.values.put(name, number);
                case Reading.Nothing(String why) -> sample.missing.put(name, why);
                case Reading.Unreachable(String why) -> sample.missing.put(name, why);
            }
        });
        return sample;
    }
}
