package io.tidegate.orchestrator.signing;

import io.micronaut.context.annotation.ConfigurationProperties;

/** @param key {@code TIDEGATE_SIGNING_KEY}: the file of the Ed25519 key, PKCS#8 PEM */
@ConfigurationProperties("tidegate.signing")
record SigningSettings(String key) {}
