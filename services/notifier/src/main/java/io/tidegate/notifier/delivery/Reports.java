package io.tidegate.notifier.delivery;

/** Tells the orchestrator what became of a delivery. */
@FunctionalInterface
public interface Reports {
    /** False when it could not be told: it has to be told again. */
    boolean tell(Account account);
}
