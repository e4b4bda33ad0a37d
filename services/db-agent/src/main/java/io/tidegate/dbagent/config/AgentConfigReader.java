package io.tidegate.dbagent.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tidegate.contracts.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads the agent's configuration from YAML with kebab-case keys. An unknown key is a mistake, not a wish. */
public final class AgentConfigReader {
    private static final ObjectMapper YAML = Json.configure(YAMLMapper.builder())
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private AgentConfigReader() {}

    /** @throws WrongConfigException when the file cannot be read or says what cannot be */
    public static AgentConfig read(Path file) {
        String text = text(file);
        AgentConfigFile written = parse(file, text);
        List<ConfigProblem> problems = new ArrayList<>();
        AgentConfig config = written.withDefaults(file, problems);
        problems.addAll(AgentConfigRules.problems(config));
        if (!problems.isEmpty()) {
            throw new WrongConfigException(problems.stream()
                    .map(problem -> problem.in(file.toString(), text))
                    .toList());
        }
        return config;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new WrongConfigException(
                    List.of(file + ": cannot be read: " + e.getClass().getSimpleName()));
        }
    }

    private static AgentConfigFile parse(Path file, String text) {
        try {
            AgentConfigFile read = text.isBlank() ? null : YAML.readValue(text, AgentConfigFile.class);
            if (read == null) {
                throw new WrongConfigException(
                        List.of(file + ": is empty; it needs at least target, home, and database or d1"));
            }
            return read;
        } catch (UnrecognizedPropertyException e) {
            throw new WrongConfigException(List.of(place(file, text, e) + ": there is no such key here; allowed are "
                    + e.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", "))));
        } catch (JsonMappingException e) {
            throw new WrongConfigException(List.of(place(file, text, e) + ": " + e.getOriginalMessage()));
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new WrongConfigException(
                    List.of(file + (at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr()) + ": "
                            + e.getOriginalMessage()));
        }
    }

    /** Jackson knows which key it is; where that stands, the document says. */
    private static String place(Path file, String text, JsonMappingException e) {
        List<String> path = e.getPath().stream()
                .map(part -> part.getFieldName() == null ? Integer.toString(part.getIndex()) : part.getFieldName())
                .toList();
        return file + YamlPlace.of(text, path) + ": " + String.join(".", path);
    }
}
