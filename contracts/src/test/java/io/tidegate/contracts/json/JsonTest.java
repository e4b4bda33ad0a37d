package io.tidegate.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.contracts.Fact;
import io.tidegate.contracts.PayloadSamples;
import io.tidegate.contracts.Samples;
import io.tidegate.contracts.log.History;
import io.tidegate.contracts.log.LogWriter;
import io.tidegate.contracts.plan.Offset;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.Work;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowEvent;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {

    static Stream<Work> works() {
        return PayloadSamples.works().stream();
    }

    @ParameterizedTest
    @MethodSource("works")
    void everyKindOfWorkComesBackAsItself(Work work) {
        assertThat(Json.read(Json.write(work), Work.class)).isEqualTo(work);
    }

    @Test
    void everyKindOfWorkHasASample() {
        assertThat(works().map(Work::getClass).distinct().toList()).hasSameSizeAs(Work.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @ValueSource(strings = {"D-14", "D-1 16:00", "D-0", "T-0", "T-30m", "T-4h", "T-10s", "T-2h10m"})
    void offsetsComeBackAsTheyWere(String text) {
        assertThat(Json.write(Offset.parse(text))).isEqualTo("\"" + text + "\"");
        assertThat(Json.read("\"" + text + "\"", Offset.class)).isEqualTo(Offset.parse(text));
    }

    @Test
    void aWindowComesBackAfterEachEventOfItsLife() {
        Stream.of(new LogWriter("w", Samples.small()).completed(), new LogWriter("w", Samples.small()).rolledBack())
                .flatMap(log -> History.of(log.events()).entries().stream())
                .map(History.Entry::after)
                .forEach(state ->
                        assertThat(Json.read(Json.write(state), Window.class)).isEqualTo(state));
    }

    @Test
    void aWindowInJsonIsItsComponentsAndNothingDerived() {
        JsonNode json = Json.mapper()
                .valueToTree(new LogWriter("w", Samples.small()).completed().window());

        assertThat(json.path("steps").path(1).fieldNames())
                .toIterable()
                .containsOnly(
                        "id",
                        "progress",
                        "attempt",
                        "requestedAt",
                        "deadline",
                        "startedAt",
                        "endedAt",
                        "durationMs",
                        "evidence");
        assertThat(json.path("notices")
                        .path("complete")
                        .path("deliveries")
                        .path("users/email")
                        .fieldNames())
                .toIterable()
                .containsOnly("sent", "failed", "uncertain", "detail");
        assertThat(json.path("status").asText()).isEqualTo("completed");
    }

    @Test
    void listsAndMapsThatAreAbsentAreEmpty() {
        var verify = (Work.Verify) Json.read("{\"kind\":\"verify\"}", Work.class);
        assertThat(verify).hasNoNullFieldsOrProperties();
        assertThat(verify.analyze()).isEmpty();
        assertThat(((Work.Http) Json.read("{\"kind\":\"http\",\"check\":\"c\",\"status\":200}", Work.class)).json())
                .isEmpty();
        assertThat(Json.read("{\"step\":\"s\",\"attempt\":1,\"durationMs\":5}", WindowEvent.StepSucceeded.class)
                        .evidence())
                .isEmpty();
        assertThat(Json.read("{\"target\":\"t\",\"version\":\"1\",\"running\":null}", Report.AgentBeat.class)
                        .running())
                .isEmpty();
    }

    @Test
    void aPlanWithoutItsListsHasEmptyOnes() {
        ObjectNode plan = Json.mapper().valueToTree(Samples.small());
        plan.remove(List.of("team", "approvals", "audiences", "notices", "criteria", "steps", "rollback"));

        Plan read = Json.read(plan.toString(), Plan.class);

        assertThat(read.team()).isEmpty();
        assertThat(read.rollback()).isEmpty();
        assertThat(read.notices()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"attempt\":1}",
                "{\"step\":null,\"attempt\":1}",
                "{\"step\":\"s\"}",
                "{\"step\":\"s\",\"attempt\":\"1\"}"
            })
    void aHoleIsNotRead(String json) {
        assertThatThrownBy(() -> Json.read(json, WindowEvent.StepStarted.class))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aFactFromBeforeThereWereBoundsHasNone() {
        String before = "{\"name\":\"rows\",\"text\":\"3 rows\",\"number\":3.0,\"unit\":\"rows\"}";
        Fact fact = Json.read(before, Fact.class);

        assertThat(fact).isEqualTo(Fact.number("rows", 3, "rows"));
        assertThat(Json.write(fact)).isEqualTo(before);
        assertThat(Json.read(Json.write(fact.within("at least 2")), Fact.class).bound())
                .isEqualTo("at least 2");
    }

    @Test
    void whatMayBeAbsentMayBe() {
        assertThat(Json.read("{\"step\":\"s\",\"attempt\":1,\"doing\":\"x\"}", Report.StepProgressed.class)
                        .percent())
                .isNull();
    }

    @Test
    void theCanonicalFormIsThatOfRfc8785() throws Exception {
        // RFC 8785, 3.2.2 and 3.2.3.
        String input = """
                {"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],
                 "string":"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                 "literals":[null,true,false]}
                """;
        assertThat(new String(Json.canonical(Json.mapper().readTree(input)), StandardCharsets.UTF_8))
                .isEqualTo("""
                        {"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA'B\\"\\\\\\\\\\"/"}""");
    }
}
