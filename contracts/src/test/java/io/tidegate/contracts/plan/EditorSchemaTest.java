package io.tidegate.contracts.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tidegate.contracts.Golden;
import io.tidegate.contracts.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema that editors complete plans from. */
final class EditorSchemaTest {
    private static final String LINE = "# yaml-language-server: $schema=";
    private static final Path PUBLISHED = Golden.document("schemas/plan-v1.schema.json");

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> directories = Files.list(Samples.root().resolve("examples"))) {
            return directories
                    .map(directory -> directory.resolve("plan.yaml"))
                    .filter(Files::exists)
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @Test
    void whatIsPublishedWithTheDocumentationIsWhatPlansAreReadBy() {
        Golden.compare(PUBLISHED, Samples.read(Golden.schema("plan-v1.schema.json")));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsValidByThePublishedSchemaAndNamesIt(Path example) {
        String yaml = Samples.read(example);
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Samples.read(PUBLISHED), InputFormat.JSON);

        assertThat(schema.validate(yaml, InputFormat.YAML)).isEmpty();
        String named = yaml.lines().findFirst().orElseThrow().substring(LINE.length());
        assertThat(example.resolveSibling(named).normalize()).hasSameTextualContentAs(PUBLISHED);
    }
}
