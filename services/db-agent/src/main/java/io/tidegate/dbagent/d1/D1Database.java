package io.tidegate.dbagent.d1;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A D1 database that answers questions. It is only read here; Wrangler alone writes. */
interface D1Database {

    /**
     * @param sql one statement that reads
     * @return its rows, values as text, null for NULL; a number without a fraction is written without one
     * @throws D1Exception {@code database-error} with SQLite's own sentence
     */
    List<List<@Nullable String>> ask(String sql) throws D1Exception, IOException, InterruptedException;

    /** Looks whether the file is sound. @return a sentence for each fault */
    List<String> faults() throws D1Exception, IOException, InterruptedException;

    /** The first column of all rows. */
    default List<String> texts(String sql) throws D1Exception, IOException, InterruptedException {
        return ask(sql).stream().map(row -> String.valueOf(row.getFirst())).toList();
    }

    /** The first column of the first row. */
    default long number(String sql) throws D1Exception, IOException, InterruptedException {
        return Long.parseLong(texts(sql).getFirst());
    }
}
