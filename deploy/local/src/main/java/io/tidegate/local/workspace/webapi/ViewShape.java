package io.tidegate.local.workspace.webapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.local.workspace.blocks.Pressable;
import io.tidegate.local.workspace.channel.Directory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Modals as Slack writes them: with ids for themselves, their blocks and what stands in these. */
public final class ViewShape {
    private final Directory directory;
    private final Supplier<String> ids;
    private final AtomicLong count = new AtomicLong();

    /** @param ids for blocks and inputs that come without */
    public ViewShape(Directory directory, Supplier<String> ids) {
        this.directory = directory;
        this.ids = ids;
    }

    /** A new one. */
    ObjectNode opened(ObjectNode modal) {
        return as("V" + count.incrementAndGet(), modal);
    }

    /** Another content of one that is open. */
    public ObjectNode changed(String id, ObjectNode modal) {
        return as(id, modal);
    }

    private ObjectNode as(String id, ObjectNode modal) {
        ObjectNode view = modal.deepCopy();
        view.set("blocks", Pressable.named(modal.path("blocks"), ids));
        view.put("id", id)
                .put("root_view_id", id)
                .putNull("previous_view_id")
                .put("hash", id + "." + ids.get())
                .put("team_id", directory.team().id())
                .put("app_id", SlackShape.APP_ID)
                .put("bot_id", SlackShape.BOT_ID);
        view.putObject("state").putObject("values");
        return view;
    }
}
