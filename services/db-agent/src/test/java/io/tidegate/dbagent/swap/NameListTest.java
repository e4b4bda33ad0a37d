package io.tidegate.dbagent.swap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

final class NameListTest {

    @Test
    void listsAreReadAsTheCatalogueWritesThem() {
        assertThat(NameList.split("\"$user\", public")).containsExactly("$user", "public");
        assertThat(NameList.split("")).isEmpty();
        assertThat(NameList.split("\"\"")).containsExactly("");
        assertThat(NameList.split("\"a \"\"b\"\", c\", d")).containsExactly("a \"b\", c", "d");
    }

    @Property
    void quotedNamesComeBackAsTheyWere(@ForAll @Size(min = 1, max = 4) List<@StringLength(max = 8) String> names) {
        String text = names.stream()
                .map(name -> "\"" + name.replace("\"", "\"\"") + "\"")
                .reduce((one, other) -> one + ", " + other)
                .orElse("");

        assertThat(NameList.split(text)).isEqualTo(names);
    }

    @Property
    void theCopiesNamesFitAndAreTheSameEveryTime(
            @ForAll @NotBlank @StringLength(min = 1, max = 63) String target, @ForAll @NotBlank String window) {
        CopyNames names = CopyNames.of(target, window);

        assertThat(names).isEqualTo(CopyNames.of(target, window));
        assertThat(names.copy()).isNotEqualTo(names.failed());
        for (String name : List.of(names.copy(), names.failed())) {
            assertThat(name.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(63);
        }
    }
}
