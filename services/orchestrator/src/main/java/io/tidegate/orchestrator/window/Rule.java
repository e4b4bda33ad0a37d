package io.tidegate.orchestrator.window;

import java.util.Optional;

/** One reason why a wish may be refused. Empty: this rule has nothing against it. */
@FunctionalInterface
interface Rule {
    Optional<Refusal> refuses(Wish wish);
}
