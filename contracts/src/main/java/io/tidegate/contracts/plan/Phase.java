package io.tidegate.contracts.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** A named group of steps, in the order in which a window goes through them. */
public enum Phase {
    @JsonProperty("prepare")
    PREPARE,
    @JsonProperty("close")
    CLOSE,
    @JsonProperty("protect")
    PROTECT,
    @JsonProperty("migrate")
    MIGRATE,
    @JsonProperty("verify")
    VERIFY,
    @JsonProperty("reopen")
    REOPEN,
    @JsonProperty("watch")
    WATCH,
    /** Only in a plan's rollback. */
    @JsonProperty("rollback")
    ROLLBACK;

    /** As it stands in a plan and in texts. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
