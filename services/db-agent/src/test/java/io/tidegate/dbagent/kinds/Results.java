package io.tidegate.dbagent.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.Fact;
import io.tidegate.dbagent.step.StepResult;

/** What is expected of a step's end. */
final class Results {
    private Results() {}

    static StepResult.Succeeded succeeded(StepResult result) {
        assertThat(result).isInstanceOf(StepResult.Succeeded.class);
        return (StepResult.Succeeded) result;
    }

    static StepResult.Failed failed(StepResult result, String code) {
        assertThat(result).isInstanceOf(StepResult.Failed.class);
        StepResult.Failed failed = (StepResult.Failed) result;
        assertThat(failed.code()).as(failed.reason()).isEqualTo(code);
        return failed;
    }

    static String fact(StepResult result, String name) {
        return found(result, name).text();
    }

    static Fact found(StepResult result, String name) {
        return result.evidence().stream()
                .filter(fact -> fact.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no fact '" + name + "' in " + result.evidence()));
    }
}
