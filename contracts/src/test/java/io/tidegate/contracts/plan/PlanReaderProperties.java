package io.tidegate.contracts.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.Samples;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.plan.PlanReader.Reading;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever somebody does to a plan, reading it gives a plan or problems, and never an exception. */
final class PlanReaderProperties {
    private static final String EXAMPLE = Samples.read(Samples.root().resolve("examples/portion-size/plan.yaml"));
    private static final List<String> SCRAPS = List.of(
            "",
            " ",
            "\n",
            "\t",
            ":",
            "- ",
            "[",
            "]",
            "{",
            "}",
            "\"",
            "'",
            "&a",
            "*a",
            "!!int",
            "? ",
            "|",
            "#",
            ",",
            "0",
            "-1",
            "1e9",
            "null",
            "~",
            "true",
            "<<: *a",
            "%YAML 9",
            "---",
            "...",
            "\u0000",
            "\uD800",
            "é",
            "99999999999d");

    /** Cuts out {@code length} characters at {@code at} and puts {@code scrap} in. */
    record Slip(int at, int length, String scrap) {
        String in(String text) {
            int from = Math.min(at, text.length());
            return text.substring(0, from) + scrap + text.substring(Math.min(text.length(), from + length));
        }
    }

    @Provide
    Arbitrary<List<Slip>> slips() {
        Arbitrary<Integer> at = Arbitraries.integers().between(0, EXAMPLE.length());
        Arbitrary<Integer> length = Arbitraries.integers().between(0, 12);
        return Combinators.combine(at, length, Arbitraries.of(SCRAPS))
                .as(Slip::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Property(tries = 1_000)
    void aMutatedPlanIsReadOrRefused(@ForAll("slips") List<Slip> slips) {
        String yaml = EXAMPLE;
        for (Slip slip : slips) {
            yaml = slip.in(yaml);
        }
        check(yaml);
    }

    @Property(tries = 300)
    void aPlanWithLinesMissingIsReadOrRefused(
            @ForAll List<@net.jqwik.api.constraints.IntRange(max = 180) Integer> gone) {
        List<String> lines = new ArrayList<>(EXAMPLE.lines().toList());
        gone.stream().filter(line -> line < lines.size()).forEach(line -> lines.set(line, ""));
        check(String.join("\n", lines));
    }

    @Property(tries = 300)
    void anyTextIsReadOrRefused(@ForAll String text) {
        check(text);
    }

    private static void check(String yaml) {
        switch (PlanReader.read("plan.yaml", yaml)) {
            case Reading.Valid valid ->
                assertThat(Json.read(Json.write(valid.plan()), Plan.class)).isEqualTo(valid.plan());
            case Reading.Invalid invalid ->
                assertThat(invalid.problems()).isNotEmpty().noneMatch(problem -> problem.found()
                        .startsWith("a plan that cannot be read"));
        }
    }
}
