package io.tidegate.scenarios.rig;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.plan.Phase;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Question;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Wave;
import io.tidegate.contracts.window.Window;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import io.tidegate.local.process.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A window from two weeks before to a week after, as a story: people type and press, time passes, and everybody's
 * mailbox, phone, page and channel show in the end what reached them.
 */
public final class Scenario implements AutoCloseable {
    /** Something is wrong with a window in which more than this happens. */
    private static final int MOST_MOVES = 20_000;

    private final Plan plan;
    private final Path home = Directories.temporary("tidegate-scenario-");
    private final HttpClient http = HttpClient.newHttpClient();
    private final Services services;
    private final Books books;
    private final Positions positions;
    private final @Nullable ScriptedAgent scripted;
    private final Agents agents;
    private final Team team;
    private final Spoken spoken;
    private final Time time;

    /** @param databases with a real agent beside each; none for an agent that follows a script */
    private Scenario(Kafka kafka, Postgres postgres, PlanFile file, Instant begin, List<TargetDatabase> databases) {
        plan = file.plan();
        file.writeTo(home.resolve("plans"));
        MovableClock clock = new MovableClock(begin);
        String database = postgres.createDatabase("scenario");
        Positions.skipWhatIsLeft(kafka.bootstrapServers());
        services = new Services(kafka, postgres, database, home, clock);
        books = new Books(postgres, database);
        positions = new Positions(kafka.bootstrapServers(), targets(plan));
        scripted = databases.isEmpty()
                ? new ScriptedAgent(kafka.bootstrapServers(), plan.target(), file.expected(), clock)
                : null;
        agents = scripted == null
                ? new RealAgents(kafka.bootstrapServers(), databases, home.resolve("agents"), positions, clock)
                : scripted;
        team = new Team(services.workspace());
        team.wakeTheBot();
        spoken = Spoken.in(services.workspace().chat(), clock);
        time = new Time(clock, services, books, positions, agents);
    }

    private static List<String> targets(Plan plan) {
        return plan.waves() == null ? List.of(plan.target()) : plan.waves().targets();
    }

    /** @param begin local time in the plan's zone, for instance {@code 2026-11-16T09:00} */
    public static Scenario begins(String begin, PlanFile file, Kafka kafka, Postgres postgres) {
        Instant at =
                LocalDateTime.parse(begin).atZone(file.plan().window().zone()).toInstant();
        return new Scenario(kafka, postgres, file, at, List.of());
    }

    /** The same on real databases, with a real agent beside each: its work is done while the clock stands still. */
    public static Scenario begins(
            String begin, PlanFile file, List<TargetDatabase> databases, Kafka kafka, Postgres postgres) {
        Instant at =
                LocalDateTime.parse(begin).atZone(file.plan().window().zone()).toInstant();
        return new Scenario(kafka, postgres, file, at, databases);
    }

    /** The agent beside the database, which can be told what its work comes to. */
    public ScriptedAgent agent() {
        return Objects.requireNonNull(scripted, "the agents are real");
    }

    /** Types it in the channel. @return what the typist alone reads */
    public String types(Person person, String line) {
        String answer = team.type(person, line);
        time.settle();
        return answer;
    }

    /** Presses the button of that label on the card. */
    public Scenario presses(Person person, String label) {
        team.press(person, label);
        time.settle();
        return this;
    }

    /** Presses a button that asks why, and says why in the modal that it opens. */
    public Scenario presses(Person person, String label, String reason) {
        team.press(person, label, reason);
        time.settle();
        return this;
    }

    /** All of the core team say the evening before that they will be there. */
    public Scenario teamWillBeThere() {
        return willBeThere(Person.CORE);
    }

    /** Two minutes after the team was asked. */
    public Scenario willBeThere(List<Person> people) {
        untilTeamIsAsked().passes(Duration.ofMinutes(2));
        people.forEach(person -> says(person, "available"));
        return this;
    }

    /** The evening before, when people are asked whether they will be there. */
    public Scenario untilTeamIsAsked() {
        return until("the team is asked", () -> !window().availability().isEmpty());
    }

    /** Who knows something says so when the decision opens; the approvers say go once the checks have run. */
    public Scenario teamSaysGo() {
        return teamAttests().approversSayGo();
    }

    public Scenario teamAttests() {
        return until(Status.DECIDING).attest(Person.DEWI, Person.AGUS, Person.SARI);
    }

    /** @param qa who speaks for it, and likewise the others */
    public Scenario attest(Person backend, Person devops, Person qa) {
        return passes(Duration.ofSeconds(30))
                .says(qa, "attest staging")
                .says(backend, "attest way-back")
                .says(devops, "attest calm");
    }

    public Scenario approversSayGo() {
        return until("checked", () -> window().nextStep(Phase.PREPARE, Phase.PREPARE)
                        .isEmpty())
                .presses(Person.RATNA, "Go")
                .presses(Person.BUDI, "Go");
    }

    /** QA tries out by hand what only people can judge, and says so three minutes later. */
    public Scenario qaTriesItOut() {
        return isTriedOutBy(Person.SARI);
    }

    public Scenario isTriedOutBy(Person qa) {
        return until("it is tried out", () -> shows("Done"))
                .passes(Duration.ofMinutes(3))
                .presses(qa, "Done");
    }

    /** Everybody does, ten minutes after it is due, what they look after once the window is over; then it is closed. */
    public Scenario teamLooksAfterIt() {
        while (!window().isSettled()) {
            until("something is to be looked after", () -> !Question.of(window())
                    .isEmpty());
            passes(Duration.ofMinutes(10));
            for (Question question : Question.of(window())) {
                says(holderOf(question.roles().getFirst()), "done " + question.subject());
            }
        }
        return passes(Duration.ofMinutes(1));
    }

    private Person holderOf(String role) {
        return plan.team().stream()
                .filter(member -> member.role().equals(role))
                .map(member -> Person.ofUser(member.person()))
                .findFirst()
                .orElseThrow();
    }

    /** Types it in the channel after {@code /migration}. */
    public Scenario says(Person person, String command) {
        types(person, "/migration " + command);
        return this;
    }

    /** Does the newest card that has buttons show one of that label? */
    public boolean shows(String label) {
        return team.sees(label);
    }

    /** Time passes until the window stands so. */
    public Scenario until(Status status) {
        return until(status.label(), () -> books.status().equals(status.label()));
    }

    /** Time passes until the wave's window on that target stands so. */
    public Scenario until(String target, Status status) {
        return until(target + " " + status.label(), () -> books.status(Wave.windowOn(wave(), target))
                .equals(status.label()));
    }

    /** Time passes, from one thing that happens to the next, until that is so. */
    public Scenario until(String what, BooleanSupplier condition) {
        for (int moves = 0; !condition.getAsBoolean(); moves++) {
            Instant next = time.next()
                    .orElseThrow(() -> new AssertionError("nothing happens any more, and it is not " + what + " but "
                            + window().status().label()));
            if (moves == MOST_MOVES) {
                throw new AssertionError("it is " + time.now() + " and not " + what);
            }
            time.moveTo(next);
        }
        return this;
    }

    /** Time passes until then, in the plan's zone. @param local for instance {@code 2026-12-01T05:30} */
    public Scenario until(String local) {
        return until(LocalDateTime.parse(local).atZone(plan.window().zone()).toInstant());
    }

    public Scenario passes(Duration length) {
        return until(time.now().plus(length));
    }

    private Scenario until(Instant end) {
        Optional<Instant> next = time.next();
        while (next.isPresent() && !next.get().isAfter(end)) {
            time.moveTo(next.get());
            next = time.next();
        }
        time.moveTo(end);
        return this;
    }

    /** The agent is not heard any more: neither its beats nor what comes of its work. */
    public Scenario agentFallsSilent() {
        agent().fallsSilent();
        return this;
    }

    public Scenario agentComesBack() {
        agent().comesBack();
        agents.beat();
        time.settle();
        return this;
    }

    /** The window that was scheduled last, as the orchestrator has it. */
    public Window window() {
        return windowOf(windowId());
    }

    /** The wave's window on that target. */
    public Window window(String target) {
        return windowOf(Wave.windowOn(wave(), target));
    }

    private Window windowOf(String id) {
        return Json.read(Json.write(get("/windows/" + id).path("state")), Window.class);
    }

    /** The id of the wave of which there are windows. */
    public String wave() {
        return Objects.requireNonNull(window().wave(), "no wave").id();
    }

    public String windowId() {
        JsonNode windows = get("/windows");
        if (windows.isEmpty()) {
            throw new NoSuchElementException("no window is scheduled");
        }
        return windows.get(0).path("window").asText();
    }

    /** What reached whom, over which channel, when by their clocks. */
    public String everyoneReceived() {
        Wave wave = window().wave();
        String told = arrivals().told();
        return wave == null ? told.replace(windowId(), "<window>") : told.replace(wave.id(), "<wave>");
    }

    private Arrivals arrivals() {
        return new Arrivals(plan, services, spoken, new Page(services.notifier(), http));
    }

    /** What somebody has not read, not said or not sent of the log; empty when nothing is missing. */
    public String lost() {
        return books.lost();
    }

    /** Who got the same thing twice on one day, and what. */
    public List<String> twice() {
        return arrivals().twice();
    }

    /** Subjects of mails and names of templates that reached stakeholders from then on, each once. */
    public List<String> toldSince(Instant time) {
        return arrivals().toldSince(time);
    }

    /** What is in the calendars of an audience: from when to when, or that it does not take place. */
    public String calendarOf(String audience) {
        CalendarEntry entry = arrivals().calendarOf(plan.audience(audience).orElseThrow());
        ZoneId zone = plan.window().zone();
        return entry.status() + " " + LocalDateTime.ofInstant(entry.start(), zone) + " to "
                + LocalDateTime.ofInstant(entry.end(), zone);
    }

    /** Did all read that in the channel? */
    public boolean heardInChannel(String words) {
        return spoken.inChannel().stream().anyMatch(line -> line.text().contains(words));
    }

    public boolean stands(String step, StepState.Progress progress) {
        return window().step(step).orElseThrow().progress() == progress;
    }

    public Instant now() {
        return time.now();
    }

    /** What page and banners say at this moment. */
    public String pageSays() {
        return new Page(services.notifier(), http).now();
    }

    /** The longest time between two things that all could read in the channel from one moment to another. */
    public Duration longestSilence(Instant from, Instant to) {
        Stream<Instant> heard = spoken.heard().stream().filter(at -> at.isAfter(from) && at.isBefore(to));
        List<Instant> times = Stream.of(Stream.of(from), heard, Stream.of(to))
                .flatMap(part -> part)
                .toList();
        return IntStream.range(1, times.size())
                .mapToObj(i -> Duration.between(times.get(i - 1), times.get(i)))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private JsonNode get(String path) {
        try {
            var request = HttpRequest.newBuilder(
                            URI.create(services.orchestrator().address() + path))
                    .build();
            return Json.read(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body(), JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        team.close();
        agents.close();
        positions.close();
        books.close();
        services.close();
        http.close();
        Directories.delete(home);
    }
}
