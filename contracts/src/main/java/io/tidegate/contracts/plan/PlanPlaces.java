package io.tidegate.contracts.plan;

import java.util.Map;
import java.util.stream.Collectors;

/** Where the values of a plan stand in its file. */
public final class PlanPlaces {
    private final String file;
    private final Map<String, PlanDocument.Place> places;

    private PlanPlaces(String file, Map<String, PlanDocument.Place> places) {
        this.file = file;
        this.places = places;
    }

    /**
     * Never throws, whatever stands in {@code yaml}.
     *
     * @param file the name to use in places
     */
    public static PlanPlaces of(String file, String yaml) {
        return new PlanPlaces(
                file,
                PlanDocument.parse(file, yaml).places().entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                entry -> entry.getKey().toString(), Map.Entry::getValue)));
    }

    /** {@code plan.yaml:11:13} for {@code approvals[0]}; the file alone for a value that does not stand in it. */
    public String of(String path) {
        PlanDocument.Place place = places.get(path);
        return place == null ? file : file + ":" + place.line() + ":" + place.column();
    }
}
