package io.tidegate.dbagent.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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
}
