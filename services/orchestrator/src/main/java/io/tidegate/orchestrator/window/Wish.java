package io.tidegate.orchestrator.window;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowCommand;
import java.util.List;
import java.util.Optional;

/** A person's command in front of the window that it is for: what every {@link Rule} looks at. */
record Wish(WindowCommand command, Actor actor, Window window) {

    /** The roles of the person in the window's team; an actor that is no person has none. */
    List<String> roles() {
        return actor.kind() == Actor.Kind.PERSON ? window.plan().rolesOf(actor.id()) : List.of();
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
