package io.tidegate.local.workspace.webapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The modals that were opened, newest last. The page does not show them: the bot of this project opens none. */
public final class Views {

    /** @param person for whom */
    public record Opened(String person, JsonNode view) {}

    private final List<Opened> opened = new CopyOnWriteArrayList<>();

    void opened(String person, JsonNode view) {
        opened.add(new Opened(person, view));
    }

    public List<Opened> all() {
        return List.copyOf(opened);
    }
}
