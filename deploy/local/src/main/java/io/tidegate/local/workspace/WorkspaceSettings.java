package io.tidegate.local.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tidegate.contracts.json.Json;
import io.tidegate.local.web.Environment;
import io.tidegate.local.workspace.channel.Directory;
import io.tidegate.local.workspace.channel.Person;
import io.tidegate.local.workspace.channel.Room;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the workspace.
 *
 * @param port 0 for a free one
 * @param history file that keeps what was said, or none: then a restart forgets
 * @param postsPerSecond into one channel, 0 for no limit
 * @param publicUrl where the bot reaches the workspace, or none: then this machine and the port
 * @param links of the page to other pages, by name
 */
public record WorkspaceSettings(
        int port,
        String signingSecret,
        String botToken,
        String botUrl,
        Directory directory,
        @Nullable Path history,
        int postsPerSecond,
        @Nullable String publicUrl,
        Map<String, String> links) {

    private static final int PORT = 8075;

    public WorkspaceSettings {
        links = Map.copyOf(links);
    }

    /** The workspace of the example on a free port, in memory alone. */
    public static WorkspaceSettings ofExample(String signingSecret, String botToken, String botUrl) {
        return new WorkspaceSettings(
                0, signingSecret, botToken, botUrl, Directory.ofExample(), null, 0, null, Map.of());
    }

    static WorkspaceSettings of(Environment environment) {
        Directory directory = Directory.ofExample();
        Optional<Person[]> people = json(environment, "WORKSPACE_PEOPLE", Person[].class);
        Optional<Room[]> rooms = json(environment, "WORKSPACE_CHANNELS", Room[].class);
        directory = people.map(List::of).map(directory::withPeople).orElse(directory);
        directory = rooms.map(List::of).map(directory::withRooms).orElse(directory);
        Map<String, String> links = new HashMap<>();
        environment.text("STATUS_PAGE_URL").ifPresent(url -> links.put("statusPage", url));
        environment.text("MAILBOX_URL").ifPresent(url -> links.put("mailbox", url));
        environment.text("WHATSAPP_PAGE_URL").ifPresent(url -> links.put("whatsapp", url));
        return new WorkspaceSettings(
                environment.port("PORT", PORT),
                environment.required("SLACK_SIGNING_SECRET"),
                environment.required("SLACK_BOT_TOKEN"),
                environment.text("BOT_URL", "http://127.0.0.1:8080"),
                directory,
                environment.text("WORKSPACE_HISTORY").map(Path::of).orElse(null),
                environment.number("WORKSPACE_POSTS_PER_SECOND", 0),
                environment.text("WORKSPACE_PUBLIC_URL").orElse(null),
                links);
    }

    private static <T> Optional<T> json(Environment environment, String name, Class<T> type) {
        return environment.text(name).map(text -> {
            try {
                return Json.mapper().readValue(text, type);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(name + " is not JSON of the right shape: " + e.getOriginalMessage());
            }
        });
    }
}
