package io.tidegate.local.workspace.channel;

import io.tidegate.contracts.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Who and what there is in a workspace from the start. */
public record Directory(Team team, Person bot, List<Person> people, List<Room> rooms, List<Command> commands) {

    public record Team(String id, String name, String domain) {}

    /** @param command with its slash */
    public record Command(String command, String usage, List<Word> words) {}

    /** One of the words that may follow a command, for the page's completion. */
    public record Word(String word, String arguments, String meaning) {}

    /** Who says what Slack itself says. */
    public static final Person SLACKBOT = new Person("USLACKBOT", "slackbot", "Slackbot", "", "UTC", true);

    public Directory {
        people = List.copyOf(people);
        rooms = List.copyOf(rooms);
        commands = List.copyOf(commands);
    }

    /** The workspace of the example. */
    public static Directory ofExample() {
        try (InputStream json = Objects.requireNonNull(
                Directory.class.getResourceAsStream("/workspace/directory.json"), "directory.json is in the jar")) {
            return Json.read(json.readAllBytes(), Directory.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Directory withPeople(List<Person> others) {
        return new Directory(team, bot, others, rooms, commands);
    }

    public Directory withRooms(List<Room> others) {
        return new Directory(team, bot, people, others, commands);
    }

    public Optional<Person> person(String id) {
        return people.stream().filter(person -> person.id().equals(id)).findFirst();
    }

    /** People, the bot and Slackbot. */
    public Optional<Person> anyone(String id) {
        if (id.equals(bot.id())) {
            return Optional.of(bot);
        }
        return id.equals(SLACKBOT.id()) ? Optional.of(SLACKBOT) : person(id);
    }

    public Optional<Command> command(String command) {
        return commands.stream().filter(one -> one.command().equals(command)).findFirst();
    }
}
