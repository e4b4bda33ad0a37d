package io.tidegate.contracts.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.plan.PlanReader.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ExamplePlanTest {
    private static final Path FILE =
            Path.of(System.getProperty("tidegate.root", ".."), "examples/portion-size/plan.yaml");

    private static Plan plan() throws IOException {
        var reading = PlanReader.read("plan.yaml", Files.readString(FILE));
        assertThat(reading).isInstanceOf(Reading.Valid.class);
        return ((Reading.Valid) reading).plan();
    }

    @Test
    void theExampleIsValidAndSaysWhatItsFileSays() throws IOException {
        Plan plan = plan();

        assertThat(plan.statusEvery()).isEqualTo(Duration.ofMinutes(5));
        assertThat(plan.window().zone()).isEqualTo(ZoneId.of("Asia/Jakarta"));
        assertThat(plan.notice("reminder-day").orElseThrow().at()).hasToString("D-1 16:00");
        assertThat(plan.step("swap-back").orElseThrow().whenStarted()).isEqualTo("migrate");
        assertThat(plan.step("health").orElseThrow().run())
                .isEqualTo(new Work.Http("app-health", 200, Map.of("/status", "ok")));
        assertThat(((Work.Verify) plan.step("verify").orElseThrow().run()).rejects())
                .singleElement()
                .returns(Map.of("portion_size", "invalid"), Work.Verify.Rejected::row);
    }

    @Test
    void aPlanComesBackFromItsJsonAsItWas() throws IOException {
        Plan plan = plan();

        assertThat(Json.read(Json.write(plan), Plan.class)).isEqualTo(plan);
        assertThat(PlanReader.hash(Json.read(Json.write(plan), Plan.class))).isEqualTo(PlanReader.hash(plan));
    }
}
