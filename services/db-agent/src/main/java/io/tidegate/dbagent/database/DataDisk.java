package io.tidegate.dbagent.database;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The disk of the server's data, where it is visible from the agent's machine. */
public final class DataDisk {
    private DataDisk() {}

    /** The agent may stand beside the database without the right to look into its directory. */
    public static Optional<FileStore> of(String dataDirectory) throws IOException {
        Path path = Path.of(dataDirectory);
        while (path != null && path.getNameCount() > 0 && !Files.exists(path)) {
            path = path.getParent();
        }
        return path == null || path.getNameCount() == 0 ? Optional.empty() : Optional.of(Files.getFileStore(path));
    }

    /**
     * Why there is no room, in a sentence; empty where there is, or where nobody can see.
     *
     * @param needed bytes
     * @param what wants them
     */
    public static Optional<String> shortage(Connection connection, long needed, String what)
            throws SQLException, IOException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SHOW data_directory")) {
            row.next();
            Optional<FileStore> disk = of(row.getString(1));
            if (disk.isEmpty() || disk.get().getUsableSpace() >= needed) {
                return Optional.empty();
            }
            return Optional.of(what + " needs about " + needed + " bytes and the data's disk has "
                    + disk.get().getUsableSpace() + " free: make room in " + row.getString(1));
        }
    }

    /** Room for another database of the size of this one. */
    public static Optional<String> shortageForCopy(TargetServer server, String what) throws SQLException, IOException {
        try (Connection connection = server.maintenance();
                var size = connection.prepareStatement(
                        "SELECT coalesce(sum(pg_database_size(oid)), 0) FROM pg_database WHERE datname = ?")) {
            size.setString(1, server.name());
            try (var row = size.executeQuery()) {
                row.next();
                return shortage(connection, row.getLong(1), what);
            }
        }
    }
}
