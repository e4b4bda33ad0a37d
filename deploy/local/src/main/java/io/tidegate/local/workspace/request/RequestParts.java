package io.tidegate.local.workspace.request;

import io.tidegate.local.workspace.channel.Chat;
import io.tidegate.local.workspace.channel.Directory;
import io.tidegate.local.workspace.channel.Stamps;
import io.tidegate.local.workspace.webapi.ContentCheck;
import io.tidegate.local.workspace.webapi.SlackShape;
import io.tidegate.local.workspace.webapi.Triggers;
import io.tidegate.local.workspace.webapi.ViewShape;
import io.tidegate.local.workspace.webapi.Views;
import java.time.Clock;
import java.util.function.Supplier;

/** What goes to the bot, put together. */
public record RequestParts(
        SlashCommands commands, ButtonPresses presses, ModalSubmissions submissions, ResponseUrls urls) {

    /** @param address of the workspace itself */
    public static RequestParts of(
            Directory directory,
            Chat chat,
            Stamps stamps,
            ContentCheck check,
            Triggers triggers,
            Views views,
            ViewShape viewShape,
            BotLine bot,
            Supplier<String> address,
            Clock clock) {
        Showing showing = new Showing(directory, chat, check);
        ResponseUrls urls = new ResponseUrls(chat, showing, address, clock);
        return new RequestParts(
                new SlashCommands(directory, bot, triggers, urls, showing),
                new ButtonPresses(directory, bot, triggers, urls, new SlackShape(directory, chat), stamps),
                new ModalSubmissions(directory, bot, triggers, views, viewShape),
                urls);
    }
}
