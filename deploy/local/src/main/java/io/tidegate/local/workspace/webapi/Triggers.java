package io.tidegate.local.workspace.webapi;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Trigger ids: each opens one modal, within three seconds. */
public final class Triggers {
    private static final Duration LIFE = Duration.ofSeconds(3);
    private static final int RANDOM_BYTES = 16;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Given> given = new ConcurrentHashMap<>();

    private record Given(String person, Instant at, boolean used) {}

    sealed interface Use {
        record Of(String person) implements Use {}

        record Refused(String code) implements Use {}
    }

    public Triggers(Clock clock) {
        this.clock = clock;
    }

    /** Unique, in Slack's form. */
    public String next(String person) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        Instant now = clock.instant();
        String id = now.toEpochMilli() + "." + Integer.toUnsignedString(person.hashCode()) + "."
                + HexFormat.of().formatHex(bytes);
        given.put(id, new Given(person, now, false));
        return id;
    }

    Use use(String id) {
        Given found = given.get(id);
        if (found == null) {
            return new Use.Refused("invalid_trigger_id");
        }
        if (found.used() || !given.replace(id, found, new Given(found.person(), found.at(), true))) {
            return new Use.Refused("exchanged_trigger_id");
        }
        return clock.instant().isAfter(found.at().plus(LIFE))
                ? new Use.Refused("expired_trigger_id")
                : new Use.Of(found.person());
    }
}
