package io.tidegate.contracts;

import org.jspecify.annotations.Nullable;

/**
 * Who caused something.
 *
 * @param kind what sort of actor
 * @param id for a person the chat user's id; for an agent its target; for a timer its name
 * @param name what people call the actor, where known; never used to decide anything
 */
public record Actor(Kind kind, String id, @Nullable String name) {

    /** The sorts of actor. */
    public enum Kind {
        PERSON,
        TIMER,
        AGENT,
        NOTIFIER,
        ORCHESTRATOR
    }

    public static Actor person(String userId, @Nullable String name) {
        return new Actor(Kind.PERSON, userId, name);
    }

    public static Actor timer(String name) {
        return new Actor(Kind.TIMER, name, null);
    }

    public static Actor agent(String target) {
        return new Actor(Kind.AGENT, target, null);
    }

    public static Actor notifier() {
        return new Actor(Kind.NOTIFIER, "notifier", null);
    }

    public static Actor orchestrator() {
        return new Actor(Kind.ORCHESTRATOR, "orchestrator", null);
    }

    /** The name for people: the name where there is one, else the id. */
    public String label() {
        return name == null ? id : name;
    }
}
