package io.tidegate.orchestrator.window;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowCommand;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A person's command in front of the window that it is for: what every {@link Rule} looks at. */
record Wish(WindowCommand command, Actor actor, Window window) {
    private static final Duration SHORTEST_EXTENSION = Duration.ofMinutes(1);
    private static final Duration LONGEST_EXTENSION = Duration.ofHours(4);

    /** The roles of the person in the window's team; an actor that is no person has none. */
    List<String> roles() {
        return actor.kind() == Actor.Kind.PERSON ? window.plan().rolesOf(actor.id()) : List.of();
    }

    /** How much later the end is wished for; nothing with every command but an extension. */
    Duration longer() {
        return command instanceof WindowCommand.Extend extend ? extend.by() : Duration.ZERO;
    }

    /** Is the extension one that people may ask for? */
    boolean isWithinBounds() {
        return longer().compareTo(SHORTEST_EXTENSION) >= 0 && longer().compareTo(LONGEST_EXTENSION) <= 0;
    }

    /** The person's roles whose go is needed. */
    List<String> approvingRoles() {
        return window.plan().approvals().stream()
                .filter(role -> roles().contains(role))
                .toList();
    }

    /**
     * The role in which the person's go would count: one of which the person is the holder before one in which the
     * person stands in, so that the other holder's go still finds its place.
     */
    Optional<String> roleToApproveIn() {
        List<String> open = window.missingApprovals().stream()
                .filter(role -> roles().contains(role))
                .toList();
        return open.stream().filter(this::isHolder).findFirst().or(() -> open.stream()
                .findFirst());
    }

    private boolean isHolder(String role) {
        return window.plan().team().stream()
                .anyMatch(
                        member -> member.role().equals(role) && member.person().equals(actor.id()));
    }

    boolean hasApproved() {
        return window.approvals().stream()
                .anyMatch(approval -> approval.by().id().equals(actor.id()));
    }
}
