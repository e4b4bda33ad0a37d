package io.tidegate.dbagent.d1;

/** What SQLite calls things. */
final class Sqlite {
    /** Tables of the database's own making: not SQLite's, not Cloudflare's. */
    static final String TABLES =
            "type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'" + " AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\'";

    private Sqlite() {}

    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
