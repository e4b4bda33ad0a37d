package io.tidegate.orchestrator.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.window.NotScheduled;
import io.tidegate.contracts.window.Window;
import io.tidegate.orchestrator.store.StoredWindows;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Windows, read only. JSON is written by the contracts' mapper: it is the same here as in the log. */
@Controller("/windows")
@ExecuteOn(TaskExecutors.BLOCKING)
class WindowsController {
    private static final int MOST_WINDOWS = 200;

    private final StoredWindows windows;
    private final LiveEvents live;

    WindowsController(StoredWindows windows, LiveEvents live) {
        this.windows = windows;
        this.live = live;
    }

    /** The windows that changed last. */
    @Get(produces = MediaType.APPLICATION_JSON)
    String list() {
        return Json.write(windows.all(MOST_WINDOWS));
    }

    @Get(uri = "/{id}", produces = MediaType.APPLICATION_JSON)
    String window(String id) {
        return json(stored(id));
    }

    private static String json(StoredWindows.Stored stored) {
        ObjectNode answer = Json.mapper().createObjectNode();
        answer.put("window", stored.window()).put("sequence", stored.sequence()).put("hash", stored.hash());
        switch (stored.state()) {
            case NotScheduled none -> answer.putNull("state");
            case Window window -> answer.set("state", Json.mapper().valueToTree(window));
        }
        return Json.write(answer);
    }

    /** Every event with its hash; {@code body} is the text that was hashed. */
    @Get(uri = "/{id}/events", produces = MediaType.APPLICATION_JSON)
    String events(String id) {
        stored(id);
        ArrayNode events = Json.mapper().createArrayNode();
        for (StoredWindows.StoredEvent event : windows.eventsAfter(id, 0, Integer.MAX_VALUE)) {
            events.addObject()
                    .put("sequence", event.sequence())
                    .put("hash", event.hash())
                    .put("body", event.body());
        }
        return Json.write(events);
    }

    /** Events as they happen, from the one after {@code Last-Event-ID}, which is a sequence. */
    @Get(uri = "/{id}/live", produces = MediaType.TEXT_EVENT_STREAM)
    Publisher<Event<String>> live(String id, @Header("Last-Event-ID") @Nullable Long lastEventId) {
        stored(id);
        return live.after(id, lastEventId == null ? 0 : lastEventId);
    }

    private StoredWindows.Stored stored(String id) {
        // PostgreSQL takes no text with a NUL in it (PostgreSQL 15, "Character Types").
        Optional<StoredWindows.Stored> stored = id.indexOf('\0') >= 0 ? Optional.empty() : windows.find(id);
        return stored.orElseThrow(() -> new NoSuchWindowException(id));
    }
}
