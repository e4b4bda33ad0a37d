package io.tidegate.dbagent.d1;

import java.io.IOException;
import java.util.List;

/** A D1 database that answers questions. It is only read here; Wrangler alone writes. */
interface D1Database {

    /**
     * Several at once, because each time that a database with Cloudflare is asked is a run of Wrangler.
     *
     * @param questions each one statement that reads
     * @return an answer for each
     * @throws D1Exception {@code database-error} with SQLite's own sentence, when one of them cannot be answered
     */
    List<Found> ask(List<String> questions) throws D1Exception, IOException, InterruptedException;

    /** The question whether the file is sound; answered with a sentence for each fault, or with {@code ok}. */
    String soundness();

    default Found ask(String question) throws D1Exception, IOException, InterruptedException {
        return ask(List.of(question)).getFirst();
    }

    /** @return a sentence for each fault of the file */
    default List<String> faults() throws D1Exception, IOException, InterruptedException {
        return faults(ask(soundness()));
    }

    /** In the answer to {@link #soundness}. */
    static List<String> faults(Found answer) {
        return answer.texts().stream().filter(line -> !line.equals("ok")).toList();
    }
}
