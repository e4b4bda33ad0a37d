package io.tidegate.contracts;

import io.tidegate.contracts.plan.Work.Verify;
import java.util.List;
import java.util.Map;

/** A verification as tests write it: nothing is looked at but what is named. */
public final class VerifyBuilder {
    private List<Verify.Column> columns = List.of();
    private List<Verify.Constraint> constraints = List.of();
    private List<Verify.Index> indexes = List.of();
    private List<Verify.Count> counts = List.of();
    private List<Verify.Filled> filled = List.of();
    private List<Verify.Rejected> rejects = List.of();
    private List<String> analyze = List.of();
    private List<String> tables = List.of();
    private Map<String, Integer> atLeast = Map.of();
    private List<Verify.Sound> sound = List.of();
    private List<Verify.Answer> answers = List.of();

    private VerifyBuilder() {}

    public static VerifyBuilder verify() {
        return new VerifyBuilder();
    }

    /** Looks at nothing, and so passes. */
    public static Verify nothing() {
        return verify().build();
    }

    public VerifyBuilder columns(Verify.Column... each) {
        columns = List.of(each);
        return this;
    }

    public VerifyBuilder constraints(Verify.Constraint... each) {
        constraints = List.of(each);
        return this;
    }

    public VerifyBuilder indexes(Verify.Index... each) {
        indexes = List.of(each);
        return this;
    }

    public VerifyBuilder counts(Verify.Count... each) {
        counts = List.of(each);
        return this;
    }

    public VerifyBuilder filled(Verify.Filled... each) {
        filled = List.of(each);
        return this;
    }

    public VerifyBuilder rejects(Verify.Rejected... each) {
        rejects = List.of(each);
        return this;
    }

    public VerifyBuilder analyze(String... each) {
        analyze = List.of(each);
        return this;
    }

    public VerifyBuilder tables(String... each) {
        tables = List.of(each);
        return this;
    }

    public VerifyBuilder atLeast(Map<String, Integer> fewest) {
        atLeast = fewest;
        return this;
    }

    public VerifyBuilder sound(Verify.Sound... each) {
        sound = List.of(each);
        return this;
    }

    public VerifyBuilder answers(Verify.Answer... each) {
        answers = List.of(each);
        return this;
    }

    public Verify build() {
        return new Verify(
                columns, constraints, indexes, counts, filled, rejects, analyze, tables, atLeast, sound, answers);
    }
}
