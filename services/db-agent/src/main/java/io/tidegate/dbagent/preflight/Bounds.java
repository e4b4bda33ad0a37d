package io.tidegate.dbagent.preflight;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Durations;
import io.tidegate.contracts.plan.Work;
import java.time.Duration;

/** The plan's bounds, and those that no plan can lift. */
final class Bounds {
    private static final int OLDEST_SERVER = 12;

    private final Work.Preflight bounds;
    private final Findings findings;

    Bounds(Work.Preflight bounds, Findings findings) {
        this.bounds = bounds;
        this.findings = findings;
    }

    void judge(Vitals vitals) {
        version(vitals);
        findings.fact(Fact.number("database-bytes", vitals.bytes(), "bytes"));
        atMost("connections", "sessions", vitals.sessions(), bounds.maxConnections());
        atMost(
                "oldest-transaction",
                "the oldest transaction is",
                vitals.oldestTransaction(),
                bounds.maxTransactionAge());
        atMost("longest-statement", "a statement has run for", vitals.longestStatement(), bounds.statementAge());
        atMost(
                "replication-lag",
                "the slowest standby is behind by",
                vitals.replicationLag(),
                bounds.maxReplicationLag());
        none("prepared-transactions", vitals.preparedTransactions(), "commit or roll them back, they stop every copy");
        none("base-backups", vitals.baseBackups(), "wait for its end, a copy must not be made meanwhile");
        none("logical-slots", vitals.logicalSlots(), "they would stay with the database that is renamed away");
        none("subscriptions", vitals.subscriptions(), "they are not carried to a copy");
        switch (vitals.applicationRole()) {
            case FINE -> findings.fact(Fact.text("application-role", "can be held back"));
            case MISSING ->
                findings.broken(
                        "the application's role is not there: mend application-role in the agent's configuration");
            case SUPERUSER -> findings.broken("the application's role is a superuser: no limit holds it back");
        }
    }

    void judge(LockWaits waits) {
        findings.fact(Fact.number("sessions-waiting-for-locks", waits.sessions(), "sessions"));
        findings.fact(Fact.time("longest-lock-wait", waits.longest()).within(atMost(bounds.lockWait())));
        if (waits.longest().compareTo(bounds.lockWait()) > 0) {
            findings.broken("a session has waited " + Durations.words(waits.longest()) + " for a lock, the plan allows "
                    + Durations.words(bounds.lockWait()) + "; in its way: " + waits.holders());
        }
    }

    private void version(Vitals vitals) {
        int wanted = Math.max(OLDEST_SERVER, bounds.minVersion());
        findings.fact(Fact.number("server-version", vitals.version(), "major").within("at least " + wanted));
        if (vitals.version() < wanted) {
            findings.broken("the server is PostgreSQL " + vitals.version() + ", at least " + wanted + " is wanted");
        }
    }

    private void atMost(String name, String what, int found, int most) {
        findings.fact(Fact.number(name, found, what).within("at most " + most));
        if (found > most) {
            findings.broken("there are " + found + " " + what + ", the plan allows " + most);
        }
    }

    private void atMost(String name, String what, Duration found, Duration most) {
        findings.fact(Fact.time(name, found).within(atMost(most)));
        if (found.compareTo(most) > 0) {
            findings.broken(what + " " + Durations.words(found) + ", the plan allows " + Durations.words(most));
        }
    }

    private static String atMost(Duration most) {
        return "at most " + Durations.words(most);
    }

    private void none(String name, int found, String mend) {
        findings.fact(Fact.number(name, found, "found").within("none"));
        if (found > 0) {
            findings.broken(found + " " + name.replace('-', ' ') + ": " + mend);
        }
    }
}
