package io.tidegate.contracts.log;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.Fact;
import io.tidegate.contracts.kafka.MessageCodec;
import io.tidegate.contracts.plan.Phase;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.PlanReader;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowEvent;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes logs as the orchestrator does, with a key and a clock that are always the same. */
public final class LogWriter {
    /** RFC 8032, 7.1, test 1. */
    private static final String SECRET = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

    private static final String PUBLIC = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    private static final Actor RATNA = Actor.person("U0RATNA", "Ratna");
    private static final Actor BUDI = Actor.person("U0BUDI", "Budi");

    private final String window;
    private final Plan plan;
    private final List<LoggedEvent> events = new ArrayList<>();
    private Instant now = Instant.parse("2026-12-01T03:40:00Z");

    public LogWriter(String window, Plan plan) {
        this.window = window;
        this.plan = plan;
    }

    public static PublicKey publicKey() {
        try {
            byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
            byte[] encoded = new byte[44];
            System.arraycopy(prefix, 0, encoded, 0, 12);
            System.arraycopy(HexFormat.of().parseHex(PUBLIC), 0, encoded, 12, 32);
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    private static PrivateKey privateKey() {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(
                            NamedParameterSpec.ED25519, HexFormat.of().parseHex(SECRET)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    /** Where nothing but scheduling and a decision has happened: short enough to print. */
    public LogWriter decided() {
        scheduled();
        happens(Actor.timer("decision"), new WindowEvent.DecisionOpened(startsAt()));
        step("preflight");
        happens(BUDI, new WindowEvent.CriterionAttested("tested", "product-owner"));
        happens(RATNA, new WindowEvent.ApprovalGiven("migration-lead", null));
        happens(BUDI, new WindowEvent.ApprovalGiven("product-owner", null));
        happens(BUDI, new WindowEvent.GoDecided());
        return signs();
    }

    public LogWriter scheduled() {
        happens(
                RATNA,
                new WindowEvent.WindowScheduled(
                        plan,
                        PlanReader.hash(plan),
                        startsAt(),
                        startsAt().plus(plan.window().length()),
                        startsAt().minus(plan.window().decision()),
                        "C0MIGRATION"));
        return happens(RATNA, new WindowEvent.NoticeRequested("announce", 1));
    }

    public LogWriter opened() {
        decided();
        now = startsAt();
        return happens(Actor.timer("start"), new WindowEvent.WindowOpened());
    }

    public LogWriter completed() {
        opened();
        plan.steps().stream().filter(step -> step.phase() != Phase.PREPARE).forEach(step -> step(step.id()));
        happens(agent(), new WindowEvent.WindowReopened(now.plus(Duration.ofMinutes(15)), 42_000));
        signs();
        happens(agent(), new WindowEvent.NoticeRequested("complete", 1));
        happens(
                Actor.notifier(),
                new WindowEvent.NoticeDelivered("complete", 1, "users", Plan.Medium.EMAIL, 1, 0, 0, ""));
        happens(Actor.timer("watch-end"), new WindowEvent.WindowCompleted());
        return signs();
    }

    public LogWriter rolledBack() {
        opened();
        step("drain").step("safety-copy").begins("migrate");
        happens(agent(), new WindowEvent.StepFailed("migrate", 1, "sql", "the constraint exists already", List.of()));
        happens(
                agent(),
                new WindowEvent.RollbackStarted("Run the migration failed: the constraint exists already", null));
        signs();
        step("swap-back").step("rollback-reopen");
        happens(agent(), new WindowEvent.WindowRolledBack(9_500));
        return signs();
    }

    public LogWriter step(String id) {
        int attempt = begins(id);
        return happens(
                agent(),
                new WindowEvent.StepSucceeded(
                        id, attempt, 1_250, List.of(Fact.number("rows", 1_000_000, "rows"), Fact.text("note", "ok"))));
    }

    /** Hands a step out and has it started. */
    public int begins(String id) {
        int attempt = window().step(id).map(StepState::attempt).orElse(0) + 1;
        happens(agent(), new WindowEvent.StepRequested(id, attempt, now.plusSeconds(60)));
        happens(agent(), new WindowEvent.StepStarted(id, attempt));
        return attempt;
    }

    public LogWriter happens(Actor actor, WindowEvent event) {
        now = now.plusMillis(1_250);
        events.add(LoggedEvent.seal(
                "e-" + (events.size() + 1), window, events.size() + 1L, now, actor, "c-1", hash(), event));
        return this;
    }

    public LogWriter signs() {
        return happens(
                Actor.orchestrator(), HeadSignature.sign(privateKey(), publicKey(), window, events.size(), hash()));
    }

    public List<LoggedEvent> events() {
        return List.copyOf(events);
    }

    public Window window() {
        return (Window) History.of(events).state();
    }

    public Instant now() {
        return now;
    }

    public Anchor head() {
        return new Anchor(events.size(), hash());
    }

    /** As Kafka holds them. */
    public List<LogRecord> records() {
        List<LogRecord> records = new ArrayList<>();
        events.forEach(event -> records.add(record(event, records.size())));
        return records;
    }

    public static LogRecord record(LoggedEvent event, long offset) {
        var produced = new MessageCodec("orchestrator").encode(event);
        Map<String, String> headers = new LinkedHashMap<>();
        produced.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return new LogRecord(3, offset, produced.key(), produced.value(), headers);
    }

    static Actor agent() {
        return Actor.agent("shop");
    }

    private Instant startsAt() {
        return Instant.parse("2026-12-01T04:00:00Z");
    }

    private String hash() {
        return events.isEmpty() ? HashChain.GENESIS : events.getLast().hash();
    }
}
