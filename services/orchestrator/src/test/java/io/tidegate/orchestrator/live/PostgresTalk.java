package io.tidegate.orchestrator.live;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL's protocol, without TLS. All that the driver says up to a Sync is one request, as the server answers it in
 * one go with ReadyForQuery (PostgreSQL 15, 55.2.3 Extended Query). Its name is what its statements do.
 */
final class PostgresTalk implements Talk {
    /** By what stands in them. */
    private static final Map<String, String> STATEMENTS = new LinkedHashMap<>();

    static {
        STATEMENTS.put("INSERT INTO orchestrator.inbox", "take the input's id");
        STATEMENTS.put("DELETE FROM orchestrator.inbox", "forget the input's id");
        STATEMENTS.put("FOR UPDATE OF stream", "lock the window");
        STATEMENTS.put("pg_advisory_xact_lock", "lock the target");
        STATEMENTS.put("AND NOT over", "read the target's windows");
        STATEMENTS.put("WITH plans AS", "append");
        STATEMENTS.put("INSERT INTO orchestrator.lease", "hold a lease");
        STATEMENTS.put("FROM orchestrator.outbox ORDER BY", "read the outbox");
        STATEMENTS.put("DELETE FROM orchestrator.outbox", "remove from the outbox");
        STATEMENTS.put("FROM orchestrator.timer ORDER BY", "read timers");
        STATEMENTS.put("DELETE FROM orchestrator.timer", "remove timers");
        STATEMENTS.put("orchestrator.agent USING", "look for silent agents");
        STATEMENTS.put("flyway_schema_history", "schema");
        STATEMENTS.put("LISTEN", "listen");
    }

    private static final Pattern WORDS = Pattern.compile("\\s*(\\w+(?: \\w+)?)");

    private final Map<String, String> prepared = new HashMap<>();
    private final Gathered gathered = new Gathered();
    private boolean begun;
    private long asked;
    private long answered;
    private String last = "";

    /** What was said since the last Sync. */
    private static final class Gathered {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final List<String> names = new ArrayList<>();

        void name(String name) {
            if (!name.isEmpty() && !names.contains(name)) {
                names.add(name);
            }
        }

        byte[] take() {
            byte[] all = bytes.toByteArray();
            bytes.reset();
            names.clear();
            return all;
        }
    }

    @Override
    public Piece fromClient(DataInputStream client) throws IOException {
        if (!begun) {
            begun = true;
            return new Piece(startup(client), "PostgreSQL: connect", ++asked);
        }
        while (true) {
            char type = (char) client.readByte();
            byte[] body = body(client);
            write(gathered.bytes, type, body);
            switch (type) {
                case 'P' -> parse(body);
                case 'B' ->
                    gathered.name(prepared.getOrDefault(text(body, text(body, 0).length() + 1), ""));
                case 'D', 'E', 'C' -> {}
                case 'Q' -> {
                    gathered.name(name(text(body, 0)));
                    return request();
                }
                case 'S' -> {
                    return request();
                }
                default -> {
                    return new Piece(gathered.take(), null, NONE);
                }
            }
        }
    }

    @Override
    public Piece fromServer(DataInputStream server) throws IOException {
        char type = (char) server.readByte();
        var bytes = new ByteArrayOutputStream();
        write(bytes, type, body(server));
        return new Piece(bytes.toByteArray(), null, type == 'Z' ? ++answered : NONE);
    }

    private Piece request() {
        List<String> names = gathered.names;
        String name = names.isEmpty() ? "sync" : String.join(", ", names);
        // A transaction is known by what it did last.
        String request = name.equals("COMMIT") || name.equals("ROLLBACK") ? name + " after: " + last : name;
        last = name;
        return new Piece(gathered.take(), "PostgreSQL: " + request, ++asked);
    }

    private void parse(byte[] body) {
        String statement = text(body, 0);
        String name = name(text(body, statement.length() + 1));
        prepared.put(statement, name);
        gathered.name(name);
    }

    /** Empty for what comes before another statement and means nothing without it. */
    private static String name(String sql) {
        for (Map.Entry<String, String> known : STATEMENTS.entrySet()) {
            if (sql.contains(known.getKey())) {
                return known.getValue();
            }
        }
        Matcher words = WORDS.matcher(sql);
        String first = words.lookingAt() ? words.group(1) : "";
        if (first.equals("SET LOCAL")) {
            return "";
        }
        return first.startsWith("SET ") ? "settings" : first;
    }

    private static byte[] startup(DataInputStream client) throws IOException {
        byte[] body = body(client);
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(body.length + Integer.BYTES);
            out.write(body);
        }
        return bytes.toByteArray();
    }

    /** Its length counts itself. */
    private static byte[] body(DataInputStream in) throws IOException {
        byte[] body = new byte[Talk.length(in.readInt() - Integer.BYTES)];
        in.readFully(body);
        return body;
    }

    private static void write(ByteArrayOutputStream bytes, char type, byte[] body) throws IOException {
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(type);
            out.writeInt(body.length + Integer.BYTES);
            out.write(body);
        }
    }

    /** Up to the zero byte. */
    private static String text(byte[] body, int from) {
        int to = from;
        while (body[to] != 0) {
            to++;
        }
        return new String(body, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
