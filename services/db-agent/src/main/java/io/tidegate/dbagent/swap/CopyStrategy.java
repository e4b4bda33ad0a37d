package io.tidegate.dbagent.swap;

import io.tidegate.dbagent.database.DataDisk;
import java.io.IOException;
import java.nio.file.FileStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * How CREATE DATABASE makes the safety copy, and why so (PostgreSQL, CREATE DATABASE, STRATEGY; file_copy_method).
 *
 * @param method what the server does
 * @param reason for the report
 */
record CopyStrategy(Method method, String reason) {
    /** Below it the log is cheaper than the two checkpoints that copying files forces. */
    private static final long SMALL = 32L << 20;

    private static final int STRATEGY_SINCE = 15;
    private static final int CLONE_SINCE = 18;
    private static final int VERSION_UNIT = 10_000;
    /** Where {@code copy_file_range} shares blocks until one of the two is written to. */
    private static final Set<String> COPY_ON_WRITE = Set.of("btrfs", "xfs", "zfs", "bcachefs", "apfs");

    enum Method {
        /** Before PostgreSQL 15 there was one way, without a name. */
        UNNAMED("", ""),
        CLONE("SET file_copy_method = clone", " STRATEGY FILE_COPY"),
        FILE_COPY("", " STRATEGY FILE_COPY"),
        WAL_LOG("", " STRATEGY WAL_LOG");

        private final String before;
        private final String clause;

        Method(String before, String clause) {
            this.before = before;
            this.clause = clause;
        }

        /** What the session says first; empty for nothing. */
        String before() {
            return before;
        }

        /** In CREATE DATABASE. */
        String clause() {
            return clause;
        }

        /** Needs no room for a second copy of the data. */
        boolean sharesBlocks() {
            return this == CLONE;
        }
    }

    /**
     * @param version major, of the server
     * @param fileSystem of the data directory; empty where the agent cannot see it
     * @param bytes of the target
     * @param maxWal {@code max_wal_size} in bytes, beyond which the server has to make a checkpoint all the same
     */
    static CopyStrategy choose(int version, Optional<String> fileSystem, long bytes, long maxWal) {
        if (version < STRATEGY_SINCE) {
            return new CopyStrategy(Method.UNNAMED, "PostgreSQL " + version + " knows one way: it copies files");
        }
        if (version >= CLONE_SINCE && fileSystem.filter(COPY_ON_WRITE::contains).isPresent()) {
            return new CopyStrategy(Method.CLONE, "the data is on " + fileSystem.get() + ", which shares blocks");
        }
        if (bytes <= SMALL && bytes <= maxWal / 4) {
            return new CopyStrategy(
                    Method.WAL_LOG, "the database is small, and writing it to the log spares two checkpoints");
        }
        return new CopyStrategy(
                Method.FILE_COPY,
                bytes > maxWal / 4
                        ? "written to the log, " + bytes + " bytes would fill a quarter of max_wal_size or more"
                        : "copying files is faster from " + SMALL + " bytes on");
    }

    static CopyStrategy of(Connection connection, String database) throws SQLException, IOException {
        try (var select = connection.prepareStatement("""
                SELECT current_setting('server_version_num')::int, pg_database_size(?),
                       pg_size_bytes(current_setting('max_wal_size')), current_setting('data_directory', true)
                """)) {
            select.setString(1, database);
            try (var row = select.executeQuery()) {
                row.next();
                Optional<FileStore> disk = DataDisk.of(row.getString(4));
                return choose(row.getInt(1) / VERSION_UNIT, disk.map(FileStore::type), row.getLong(2), row.getLong(3));
            }
        }
    }
}
