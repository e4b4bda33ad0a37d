package io.tidegate.cli.local;

/**
 * One thing that a demo claims.
 *
 * @param holds whether it is so
 * @param says what was found, for people
 */
record Proof(boolean holds, String says) {}
