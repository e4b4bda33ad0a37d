package io.tidegate.orchestrator.settings;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * What an operator sets, besides the database and Kafka.
 *
 * @param plans {@code TIDEGATE_PLANS}: the directory of plans, {@code *.yaml} or {@code <name>/plan.yaml}
 * @param instance {@code TIDEGATE_INSTANCE}: a name that this process has again after a restart, so that it takes its
 *     leases and partitions back at once. No two running processes may have one name; empty for a new name with every
 *     start
 */
@ConfigurationProperties("tidegate")
public record Settings(
        String plans, @Bindable(defaultValue = "") String instance) {}
