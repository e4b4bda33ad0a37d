package io.tidegate.dbagent.backup.store;

import org.jspecify.annotations.Nullable;

/** Keys as a store has them: with its prefix before ours. */
record Keys(String before) {
    static Keys under(@Nullable String prefix) {
        return new Keys(prefix == null || prefix.isEmpty() ? "" : prefix.replaceAll("/*$", "/"));
    }

    String full(String key) {
        return before + key;
    }

    String ours(String full) {
        return full.substring(before.length());
    }
}
