package io.tidegate.contracts;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.PlanReader;
import io.tidegate.contracts.plan.PlanReader.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What tests begin with. */
public final class Samples {
    private Samples() {}

    /** The root of the source tree. */
    public static Path root() {
        return Path.of(System.getProperty("tidegate.root", ".."));
    }

    /** Whether golden files are to be written anew instead of compared. */
    public static boolean renews() {
        return Boolean.getBoolean("golden.renew");
    }

    public static Plan plan(String yaml) {
        return switch (PlanReader.read("plan.yaml", yaml)) {
            case Reading.Valid valid -> valid.plan();
            case Reading.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }

    public static Plan portionSize() {
        return plan(read(root().resolve("examples/portion-size/plan.yaml")));
    }

    /** A plan with one step in each phase that matters, small enough to see whole. */
    public static Plan small() {
        return plan(SMALL);
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    public static final String SMALL = """
            tidegate: 1
            name: small
            title: Small migration
            summary: Nothing changes for anybody.
            target: shop
            channel: "#small"
            window: { zone: Europe/Berlin, start: 2026-12-01T05:00, length: 60m, downtime: 30m }
            team:
              - { role: migration-lead, person: U0RATNA, name: Ratna, backup: U0DEWI }
              - { role: product-owner, person: U0BUDI, name: Budi }
            approvals: [migration-lead, product-owner]
            audiences:
              - { name: users, email: [users@example.org] }
            notices:
              - { id: announce, at: D-14, template: announce, audiences: [users], channels: [email] }
              - { id: complete, on: reopened, template: complete, audiences: [users], channels: [email] }
              - { id: postponed, on: postponed, template: postponed, audiences: [users], channels: [email] }
            criteria:
              - { id: fit, title: The database is fit, step: preflight }
              - { id: tested, title: It was tested, attested-by: product-owner }
            steps:
              - id: preflight
                title: Check the database
                phase: prepare
                limit: 1m
                run: { kind: preflight, min-version: 11, min-disk-free-percent: 20, max-connections: 200, max-transaction-age: 5m, max-replication-lag: 10s }
              - { id: drain, title: Drain the connections, phase: close, limit: 1m, run: { kind: drain } }
              - { id: safety-copy, title: Make the safety copy, phase: protect, limit: 1m, run: { kind: safety-copy } }
              - { id: migrate, title: Run the migration, phase: migrate, limit: 10m, expected: 20s, run: { kind: migrate, driver: flyway, migrations: small } }
              - { id: reopen, title: Let sessions in again, phase: reopen, limit: 1m, run: { kind: reopen } }
            rollback:
              - { id: swap-back, title: Put the safety copy in place, phase: rollback, limit: 2m, when-started: migrate, run: { kind: swap-back } }
              - { id: rollback-reopen, title: Let sessions in once more, phase: rollback, limit: 1m, run: { kind: reopen } }
            """;
}
