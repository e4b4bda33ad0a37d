package io.tidegate.dbagent.d1;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.contracts.json.Json;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.program.Programs;
import io.tidegate.dbagent.record.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Runs Wrangler on one D1 database. It reads a configuration that is written here, so that what runs is what the agent's
 * configuration names and pins. What it prints may hold rows or an address with a signature: it is deleted when it has
 * been read. The API token goes through its environment.
 */
final class Wrangler {
    /** The binding in the configuration that is written here. */
    private static final String BINDING = "TIDEGATE";

    private static final String NONE_LEFT = "No migrations to apply";
    /** A row of the table that {@code migrations list} prints. */
    private static final Pattern ROW = Pattern.compile("(?m)^│\\s*(\\S.*?\\.sql)\\s*│");

    private static final Pattern TERMINAL = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final String ERROR = "[ERROR]";
    /** With these words Wrangler's complaint is over. */
    private static final Pattern AFTER_ERROR =
            Pattern.compile("🪵|If you think this is a bug|Note that there is a newer");
    /** Says which migration it was; the line after says why. */
    private static final Pattern PREAMBLE = Pattern.compile("Migration .+ failed with the following errors:");

    private static final int LONGEST_COMPLAINT = 400;

    private final AgentConfig.D1 d1;
    private final Programs programs;
    private final Path directory;
    private final Supplier<Duration> left;

    /**
     * @param directory for its configuration and what it prints; the agent's alone
     * @param left how long it may still take
     */
    Wrangler(AgentConfig.D1 d1, Programs programs, Path directory, Supplier<Duration> left) {
        this.d1 = d1;
        this.programs = programs;
        this.directory = directory;
        this.left = left;
    }

    private record Answer(int code, String text) {}

    /** For instance 4.86.0. */
    String version() throws D1Exception, IOException, InterruptedException {
        return need("cannot say its version", run(directory, List.of("--version")))
                .strip();
    }

    /** The files that {@link #apply} would run. Makes the table of the migrations, as Wrangler does. */
    List<String> waiting(Path migrations) throws D1Exception, IOException, InterruptedException {
        String said = need("cannot list the migrations", d1(migrations, "migrations", "list", BINDING));
        List<String> names =
                ROW.matcher(said).results().map(row -> row.group(1)).toList();
        if (names.isEmpty() && !said.contains(NONE_LEFT)) {
            throw new D1Exception(
                    "unreadable-answer",
                    "what Wrangler's 'd1 migrations list' says is not understood: is it Wrangler 4?");
        }
        return names;
    }

    /** Runs what waits, each file as one: what fails leaves nothing of its file. */
    void apply(Path migrations) throws D1Exception, IOException, InterruptedException {
        need("migration-failed", "", d1(migrations, "migrations", "apply", BINDING));
    }

    /** @return an object for each statement with its rows under {@code results} */
    JsonNode execute(String sql) throws D1Exception, IOException, InterruptedException {
        Answer answer = d1(directory, "execute", BINDING, "--yes", "--json", "--command", sql);
        JsonNode json = json(answer);
        if (json.path("error").has("text")) {
            throw new D1Exception(
                    "database-error", json.path("error").path("text").asText());
        }
        need("cannot execute a statement", answer);
        if (!json.isArray() || json.isEmpty()) {
            throw unreadable();
        }
        return json;
    }

    /** Runs a file with SQL, such as an export. */
    void executeFile(Path sql) throws D1Exception, IOException, InterruptedException {
        need(
                "cannot execute " + sql.getFileName(),
                d1(directory, "execute", BINDING, "--yes", "--file", sql.toString()));
    }

    /** All of a remote database as SQL. Until it is done, the database answers nobody. */
    void export(Path sql) throws D1Exception, IOException, InterruptedException {
        need(
                "cannot export the database",
                d1(directory, "export", BINDING, "--skip-confirmation", "--output", sql.toString()));
    }

    /** The point in time at which a remote database stands now. */
    String bookmark() throws D1Exception, IOException, InterruptedException {
        return timeTravel("info").path("bookmark").asText();
    }

    /** Takes a remote database back. @return the point in time that it stood at before */
    String restore(String bookmark) throws D1Exception, IOException, InterruptedException {
        return timeTravel("restore", "--bookmark", bookmark)
                .path("previous_bookmark")
                .asText();
    }

    private JsonNode timeTravel(String verb, String... options) throws D1Exception, IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("d1", "time-travel", verb, BINDING, "--json"));
        arguments.addAll(List.of(options));
        Answer answer = run(directory, arguments);
        need("cannot travel in time", answer);
        JsonNode json = json(answer);
        if (json.path("bookmark").asText().isEmpty()) {
            throw unreadable();
        }
        return json;
    }

    /** Where the database is, said to each command. */
    private Answer d1(Path migrations, String... arguments) throws D1Exception, IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("d1"));
        all.addAll(List.of(arguments));
        switch (d1.place()) {
            case AgentConfig.D1.Local(Path persistTo) ->
                all.addAll(List.of("--local", "--persist-to", persistTo.toString()));
            case AgentConfig.D1.Remote remote -> all.add("--remote");
        }
        return run(migrations, all);
    }

    private Answer run(Path migrations, List<String> arguments) throws D1Exception, IOException, InterruptedException {
        DurableFiles.directory(directory);
        Path configuration = directory.resolve("wrangler.json");
        DurableFiles.replace(configuration, configuration(migrations));
        List<String> command = new ArrayList<>(List.of(d1.wrangler().toString()));
        command.addAll(arguments);
        command.addAll(List.of("--cwd", directory.toString(), "--config", configuration.toString()));
        Path output = directory.resolve("output");
        try {
            var ended = programs.run(new Programs.Run(command, environment(), output, left.get()));
            return switch (ended) {
                case Programs.Ended.WithCode(int code) ->
                    new Answer(code, TERMINAL.matcher(Files.readString(output)).replaceAll(""));
                case Programs.Ended.OutOfTime ignored ->
                    throw new D1Exception("timed-out", "Wrangler was ended: the step's time is over");
            };
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).startsWith("Cannot run program")) {
                throw new D1Exception(
                        "no-such-tool",
                        "the program " + d1.wrangler() + " cannot be run: install Wrangler 4, or name another",
                        e);
            }
            throw e;
        } finally {
            Files.deleteIfExists(output);
            DurableFiles.delete(directory.resolve("logs"));
        }
    }

    private String configuration(Path migrations) {
        ObjectNode all = Json.mapper().createObjectNode().put("name", "tidegate");
        all.put("compatibility_date", "2025-01-01");
        all.putArray("d1_databases")
                .addObject()
                .put("binding", BINDING)
                .put("database_name", d1.name())
                .put("database_id", d1.id())
                .put("migrations_table", d1.migrationsTable())
                .put(
                        "migrations_dir",
                        directory
                                .toAbsolutePath()
                                .relativize(migrations.toAbsolutePath())
                                .toString());
        return all.toString();
    }

    /** Nothing of the person whose account the agent runs under: neither their login nor their settings. */
    private Map<String, String> environment() throws D1Exception {
        Map<String, String> environment = new HashMap<>(Map.of(
                "CI", "true",
                "NO_COLOR", "1",
                "WRANGLER_HIDE_BANNER", "true",
                "WRANGLER_SEND_METRICS", "false",
                "WRANGLER_LOG_PATH", directory.resolve("logs").toString(),
                "XDG_CONFIG_HOME", directory.resolve("settings").toString()));
        if (d1.place() instanceof AgentConfig.D1.Remote remote) {
            environment.put("CLOUDFLARE_API_TOKEN", token(remote));
            if (remote.account() != null) {
                environment.put("CLOUDFLARE_ACCOUNT_ID", remote.account());
            }
        }
        return environment;
    }

    private static String token(AgentConfig.D1.Remote remote) throws D1Exception {
        try {
            return Files.readString(remote.tokenFile()).strip();
        } catch (IOException e) {
            throw new D1Exception(
                    "no-token",
                    "the token file " + remote.tokenFile() + " cannot be read: write the API token to it",
                    e);
        }
    }

    private String need(String complaint, Answer answer) throws D1Exception {
        return need("wrangler-failed", "Wrangler " + complaint + ": ", answer);
    }

    private String need(String code, String beginning, Answer answer) throws D1Exception {
        if (answer.code() != 0) {
            throw new D1Exception(code, beginning + complaint(answer));
        }
        return answer.text();
    }

    /** Wrangler's own words, or those of SQLite that it repeats; a token in them is not repeated. */
    private String complaint(Answer answer) throws D1Exception {
        List<String> lines = answer.text()
                .lines()
                .dropWhile(line -> !line.contains(ERROR))
                .takeWhile(line -> !AFTER_ERROR.matcher(line).find())
                .map(line -> line.replaceFirst("^.*\\[ERROR]", "").strip())
                .filter(line -> !line.isEmpty() && !PREAMBLE.matcher(line).matches())
                .toList();
        String said = lines.isEmpty() ? "it ended with " + answer.code() + " and no word" : String.join("; ", lines);
        if (d1.place() instanceof AgentConfig.D1.Remote remote) {
            said = said.replace(token(remote), "***");
        }
        return said.length() > LONGEST_COMPLAINT ? said.substring(0, LONGEST_COMPLAINT) + "…" : said;
    }

    /** The document among what else was printed. */
    private JsonNode json(Answer answer) throws D1Exception {
        String document = answer.text()
                .lines()
                .dropWhile(line -> !line.startsWith("[") && !line.startsWith("{"))
                .collect(java.util.stream.Collectors.joining("\n"));
        try {
            return Json.mapper().reader().readTree(document);
        } catch (JsonProcessingException e) {
            throw answer.code() == 0
                    ? unreadable()
                    : new D1Exception("wrangler-failed", "Wrangler failed: " + complaint(answer), e);
        }
    }

    private static D1Exception unreadable() {
        return new D1Exception("unreadable-answer", "what Wrangler answers is not understood: is it Wrangler 4?");
    }
}
