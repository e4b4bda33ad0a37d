package io.tidegate.local.workspace.webapi;

import io.tidegate.local.workspace.channel.Chat;
import io.tidegate.local.workspace.channel.Directory;
import io.tidegate.local.workspace.channel.Rooms;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * What the Web API is made of.
 *
 * @param perSecond posts into one channel, 0 for no limit
 * @param address of the workspace itself
 */
public record WebApiParts(
        Directory directory,
        Rooms rooms,
        Chat chat,
        ContentCheck check,
        Triggers triggers,
        Views views,
        ViewShape viewShape,
        Limits limits,
        String token,
        int perSecond,
        Supplier<String> address,
        Clock clock) {

    public WebApi assemble() {
        WebApi api = new WebApi(token, limits, new PostRate(perSecond, clock));
        api.add(new ChatMethods(directory, rooms, chat, check).all());
        api.add(new ConversationMethods(directory, rooms, chat).all());
        api.add(new PeopleMethods(directory, chat, address).all());
        api.add(new ViewMethods(triggers, views, viewShape).all());
        return api;
    }
}
