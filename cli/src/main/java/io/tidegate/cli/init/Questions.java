package io.tidegate.cli.init;

import io.tidegate.cli.init.Sheet.Audience;
import io.tidegate.cli.init.Sheet.Person;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Asks for what a plan cannot know, one thing at a time. An answer is put into the plan at once and the plan's own
 * reader says whether it fits, so that these questions have no rules of their own.
 */
final class Questions {
    private static final Set<String> RUNGS = new TreeSet<>(List.of("undo", "safety-copy", "backup"));
    private static final int APPROVERS = 2;

    private final Sheet sheet;
    private final PlanText text;
    private final BufferedReader in;
    private final PrintWriter out;

    Questions(Sheet sheet, PlanText text, BufferedReader in, PrintWriter out) {
        this.sheet = sheet;
        this.text = text;
        this.in = in;
        this.out = out;
    }

    /** @throws EOFException when the answers end before the questions */
    void ask() throws IOException {
        out.println("Enter takes what is in brackets; '-' says that there is none.");
        about();
        when();
        team();
        audiences();
        work();
    }

    private void about() throws IOException {
        ask("Name, which people type after /migration schedule", sheet.name, answer -> sheet.name = answer);
        ask("Title", Sheet.titleOf(sheet.name), answer -> sheet.title = answer);
        ask("What changes for stakeholders, in one sentence", sheet.summary, answer -> sheet.summary = answer);
        ask("Target, the database as its agent knows it", sheet.target, answer -> sheet.target = answer);
        ask("Channel", sheet.channel, answer -> sheet.channel = answer);
        ask("Where stakeholders turn to", sheet.support, answer -> sheet.support = answer);
    }

    private void when() throws IOException {
        ask("Zone of the plan's times", sheet.zone, answer -> sheet.zone = answer);
        sheet.audiences.forEach(audience -> audience.zone = sheet.zone);
        ask("Start, local", sheet.start, answer -> sheet.start = answer);
        ask("Length of the window", sheet.length, answer -> sheet.length = answer);
        ask("Downtime that stakeholders are told", sheet.downtime, answer -> sheet.downtime = answer);
    }

    private void team() throws IOException {
        for (int i = 0; i < sheet.people.size(); i++) {
            Person person = sheet.people.get(i);
            ask("Role of approver " + (i + 1) + " of " + APPROVERS, person.role, answer -> rename(person, answer));
            person(person);
        }
        String role = read("Another role, such as qa (Enter: nobody else)", "");
        while (!role.isEmpty()) {
            Person person = new Person(role, "U0SOMEBODY", Sheet.titleOf(role));
            sheet.people.add(person);
            if (isFine()) {
                person(person);
            } else {
                sheet.people.remove(person);
            }
            role = read("Another role (Enter: nobody else)", "");
        }
        Person last = sheet.people.getLast();
        ask("Role that attests that staging has succeeded", last.role, answer -> sheet.attestedBy = answer);
    }

    private void rename(Person person, String role) {
        if (sheet.attestedBy.equals(person.role)) {
            sheet.attestedBy = role;
        }
        person.role = role;
    }

    private void person(Person person) throws IOException {
        ask("  " + person.role + ": chat user's id", person.id, answer -> person.id = answer);
        ask("  " + person.role + ": name", person.name, answer -> person.name = answer);
        ask("  " + person.role + ": chat user's id of the backup", person.backup, answer -> person.backup = answer);
        ask("  " + person.role + ": mail address", person.email, answer -> person.email = answer);
    }

    private void audiences() throws IOException {
        Audience first = sheet.audiences.getFirst();
        ask("Audience that is told", first.name, answer -> first.name = answer);
        audience(first);
        String name = read("Another audience, such as management (Enter: no other)", "");
        while (!name.isEmpty()) {
            Audience audience = new Audience(name, sheet.zone, Sheet.NONE);
            sheet.audiences.add(audience);
            if (isFine()) {
                audience(audience);
            } else {
                sheet.audiences.remove(audience);
            }
            name = read("Another audience (Enter: no other)", "");
        }
    }

    private void audience(Audience audience) throws IOException {
        ask("  " + audience.name + ": zone", audience.zone, answer -> audience.zone = answer);
        ask("  " + audience.name + ": mail addresses", audience.email, answer -> audience.email = answer);
        ask("  " + audience.name + ": WhatsApp numbers", audience.whatsapp, answer -> audience.whatsapp = answer);
    }

    private void work() throws IOException {
        ask("Driver: flyway, sql or prisma", sheet.driver, answer -> sheet.driver = answer);
        ask("Set of migrations, as the agent knows it", sheet.name, answer -> sheet.migrations = answer);
        ask(
                "Ways back, the quickest is tried first: " + String.join(", ", RUNGS),
                sheet.rungs,
                answer -> sheet.rungs = answer);
    }

    /** Asks until the answer fits. */
    private void ask(String question, String suggestion, Consumer<String> into) throws IOException {
        do {
            into.accept(read(question + " [" + suggestion + "]", suggestion));
        } while (!isFine());
    }

    private String read(String question, String suggestion) throws IOException {
        out.print(question + ": ");
        out.flush();
        String line = in.readLine();
        if (line == null) {
            throw new EOFException("the answers ended at: " + question.strip());
        }
        return line.isBlank() ? suggestion : line.strip();
    }

    private boolean isFine() {
        List<String> problems = text.problems(sheet);
        List<String> unknown =
                sheet.rungNames().stream().filter(rung -> !RUNGS.contains(rung)).toList();
        problems.forEach(problem -> out.println("  " + problem));
        if (!unknown.isEmpty()) {
            out.println("  found " + String.join(", ", unknown) + "; allowed any of " + String.join(", ", RUNGS));
        }
        return problems.isEmpty() && unknown.isEmpty();
    }
}
