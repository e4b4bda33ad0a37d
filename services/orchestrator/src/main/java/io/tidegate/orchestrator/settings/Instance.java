package io.tidegate.orchestrator.settings;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** This process among several orchestrators. */
@Singleton
public final class Instance {
    private final String name;
    private final boolean lasting;

    Instance(Settings settings) {
        lasting = !settings.instance().isBlank();
        name = lasting ? settings.instance() : "orchestrator-" + UUID.randomUUID();
    }

    /** Unique among the running orchestrators. */
    public String name() {
        return name;
    }

    /** The name, if the process has it again after a restart. */
    public Optional<String> lastingName() {
        return lasting ? Optional.of(name) : Optional.empty();
    }
}
