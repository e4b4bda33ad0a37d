package io.tidegate.local.stack;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tidegate.local.process.Root;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An example under {@code examples/}: a plan, and in {@code stack.yaml} what the local stack needs to run it.
 *
 * @param directory of the example
 * @param target the plan's
 * @param database its name
 * @param kind what it is a database of
 * @param component what the status page calls it
 * @param application what the local stand-in of the application asks of the database
 * @param proof a question to the target once the window is completed, past the agent
 * @param schema SQL that a superuser runs in the fresh database
 * @param data SQL that fills it; in that of a D1 database {@code ${rows}} stands for the number of rows
 * @param migrations the directory of its migrations
 * @param agent the agent's configuration beside target, home and database; {@code ${example}} stands for the example's
 *     directory, {@code ${home}} for the agent's, {@code ${migrations}} for that of the migrations
 */
public record Example(
        Path directory,
        String target,
        String database,
        Kind kind,
        String component,
        Application application,
        Proof proof,
        Path schema,
        Path data,
        Path migrations,
        ObjectNode agent) {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** What an example's database is made of. */
    public sealed interface Kind {}

    /**
     * A database of the stack's PostgreSQL.
     *
     * @param owner role that owns everything in it
     * @param application role that the application connects as
     */
    public record Roles(String owner, String application) implements Kind {}

    /** A local database of Cloudflare D1. @param id as Wrangler's configuration has it */
    public record D1(String id) implements Kind {}

    /**
     * @param read a question with one number as its answer
     * @param write an INSERT by the application's version, with RETURNING
     */
    public record Application(String read, Map<Integer, String> write) {}

    /** @param rows all that it answers, values and rows joined by a blank */
    public record Proof(String sql, String rows, String says) {}

    private record Written(
            String target,
            String database,
            @Nullable String owner,
            @Nullable String applicationRole,
            @Nullable String d1,
            String component,
            Application application,
            Proof proof,
            @Nullable Path schema,
            @Nullable Path data,
            @Nullable Path migrations,
            ObjectNode agent) {

        Kind kind() {
            if (d1 != null) {
                return new D1(d1);
            }
            if (owner == null || applicationRole == null) {
                throw new IllegalArgumentException("an example says owner and application-role, or d1");
            }
            return new Roles(owner, applicationRole);
        }
    }

    /** @throws IllegalArgumentException naming those that there are */
    public static Example named(String name) {
        Path examples = Root.path().resolve("examples");
        Path directory = examples.resolve(name);
        Path file = directory.resolve("stack.yaml");
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("there is no example '" + name + "'; there are " + names());
        }
        try {
            String text = Files.readString(file).replace("${example}", directory.toString());
            Written written = YAML.readValue(text, Written.class);
            return new Example(
                    directory,
                    written.target(),
                    written.database(),
                    written.kind(),
                    written.component(),
                    written.application(),
                    written.proof(),
                    resolved(directory, written.schema(), "schema.sql"),
                    resolved(directory, written.data(), "data.sql"),
                    resolved(directory, written.migrations(), "migrations"),
                    written.agent());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static Path resolved(Path directory, @Nullable Path written, String usual) {
        return directory.resolve(written == null ? Path.of(usual) : written).normalize();
    }

    /** Every example that the local stack can run. */
    public static java.util.List<String> names() {
        try (var list = Files.list(Root.path().resolve("examples"))) {
            return list.filter(each -> Files.exists(each.resolve("stack.yaml")))
                    .map(each -> String.valueOf(each.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the examples", e);
        }
    }

    public Path plan() {
        return directory.resolve("plan.yaml");
    }
}
