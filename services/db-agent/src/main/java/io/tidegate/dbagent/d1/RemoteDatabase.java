package io.tidegate.dbagent.d1;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A database with Cloudflare: each question is a run of Wrangler. */
final class RemoteDatabase implements D1Database {
    private final Wrangler wrangler;

    RemoteDatabase(Wrangler wrangler) {
        this.wrangler = wrangler;
    }

    @Override
    public List<List<@Nullable String>> ask(String sql) throws D1Exception, IOException, InterruptedException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (JsonNode row : wrangler.execute(sql).path(0).path("results")) {
            List<@Nullable String> values = new ArrayList<>();
            for (JsonNode value : row) {
                values.add(value.isNull() ? null : value.asText());
            }
            rows.add(values);
        }
        return rows;
    }

    /** D1 refuses {@code integrity_check}; this is the same without comparing indexes with their tables. */
    @Override
    public List<String> faults() throws D1Exception, IOException, InterruptedException {
        return texts("PRAGMA quick_check").stream()
                .filter(line -> !line.equals("ok"))
                .toList();
    }
}
