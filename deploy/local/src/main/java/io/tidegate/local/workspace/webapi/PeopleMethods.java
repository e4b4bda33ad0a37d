package io.tidegate.local.workspace.webapi;

import io.tidegate.local.workspace.channel.Chat;
import io.tidegate.local.workspace.channel.Directory;
import io.tidegate.local.workspace.channel.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** {@code users.*}, {@code auth.test} and {@code api.test}. */
final class PeopleMethods {
    private static final int PAGE = 200;

    private final Directory directory;
    private final SlackShape shape;
    private final Supplier<String> address;

    /** @param address of the workspace itself */
    PeopleMethods(Directory directory, Chat chat, Supplier<String> address) {
        this.directory = directory;
        this.shape = new SlackShape(directory, chat);
        this.address = address;
    }

    Map<String, Method> all() {
        return Map.of(
                "users.info",
                this::info,
                "users.list",
                this::list,
                "auth.test",
                arguments -> whoAmI(),
                WebApi.OPEN_METHOD,
                PeopleMethods::echo);
    }

    private Answer info(Arguments arguments) {
        return directory
                .anyone(arguments.text("user", ""))
                .map(person -> {
                    Answer answer = Answer.ok();
                    answer.body().set("user", shape.person(person));
                    return answer;
                })
                .orElseGet(() -> Answer.error("user_not_found"));
    }

    private Answer list(Arguments arguments) {
        List<Person> everyone = new ArrayList<>(directory.people());
        everyone.add(directory.bot());
        everyone.add(Directory.SLACKBOT);
        return Paging.page(arguments, PAGE, "members", everyone, shape::person);
    }

    private Answer whoAmI() {
        Answer answer = Answer.ok();
        answer.body()
                .put("url", address.get() + "/")
                .put("team", directory.team().name())
                .put("user", directory.bot().name())
                .put("team_id", directory.team().id())
                .put("user_id", directory.bot().id())
                .put("bot_id", SlackShape.BOT_ID)
                .put("is_enterprise_install", false);
        return answer;
    }

    private static Answer echo(Arguments arguments) {
        Answer answer = arguments.text("error").map(Answer::error).orElseGet(Answer::ok);
        answer.body().set("args", arguments.all());
        return answer;
    }
}
