package io.tidegate.dbagent.backup;

/**
 * How the rows of a table are hashed. Two contents can be compared when both were read in the same way, so the hash says
 * which it was.
 */
enum RowHash {
    /** Each row as text: on every server, and in backups from before there was another way. */
    TEXT(""),
    /**
     * Each row as a record: two to three times as fast, because numbers, times and the like are hashed as they are and not
     * written as text first. The record's hash is linear in its columns; it is hashed once more, so that values which have
     * changed places between two rows do not cancel out in the sum.
     */
    RECORD("record:");

    /** {@code hash_record_extended}: PostgreSQL 14 release notes. */
    private static final int RECORD_SINCE = 140_000;

    private final String prefix;

    RowHash(String prefix) {
        this.prefix = prefix;
    }

    /** @param version {@code server_version_num} */
    static RowHash on(long version) {
        return version >= RECORD_SINCE ? RECORD : TEXT;
    }

    static RowHash of(Content content) {
        return content.tables().stream().anyMatch(table -> table.hash().startsWith(RECORD.prefix)) ? RECORD : TEXT;
    }

    /**
     * @param columns as {@link ContentReader} has them: each so that equal means the same to the bit
     * @return an expression of one row {@code t}, a bigint
     */
    String expression(String columns) {
        return switch (this) {
            // Not t::text, which is a column's value where one is called t.
            case TEXT -> "hashtextextended(ROW(t.*)::text, 0)";
            case RECORD -> "hashint8extended(hash_record_extended(ROW(" + columns + "), 0), 0)";
        };
    }

    String marked(String sum) {
        return prefix + sum;
    }
}
