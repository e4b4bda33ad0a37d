package io.tidegate.dbagent.swap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;

final class CopyNamesTest {

    @Property
    void theNamesFitDifferAndAreTheSameEveryTime(
            @ForAll @NotBlank @StringLength(min = 1, max = 63) String target, @ForAll @NotBlank String window) {
        CopyNames names = CopyNames.of(target, window);

        assertThat(names).isEqualTo(CopyNames.of(target, window));
        assertThat(List.of(names.copy(), names.failed(), names.replaced())).doesNotHaveDuplicates();
        for (String name : List.of(names.copy(), names.failed(), names.replaced())) {
            assertThat(name.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(63);
        }
    }
}
