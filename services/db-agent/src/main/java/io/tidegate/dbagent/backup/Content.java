package io.tidegate.dbagent.backup;

import io.tidegate.contracts.Fact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is in a database: every table with its number of rows and a hash over them that does not depend on their order,
 * and every sequence with its position.
 *
 * @param tables by schema and name
 * @param sequences by schema and name
 */
public record Content(List<Table> tables, List<Sequence> sequences) {

    /** @param hash the sum of a hash of each row, in decimal, after a word that says which hash; see {@code RowHash} */
    public record Table(String schema, String name, long rows, String hash) {
        String label() {
            return schema.equals("public") ? name : schema + "." + name;
        }
    }

    /** @param position {@code last_value} and {@code is_called} as text */
    public record Sequence(String schema, String name, String position) {
        String label() {
            return "sequence " + schema + "." + name;
        }
    }

    public long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }

    /** What of it is the same in another database, with all that must be. */
    public List<Fact> equalTo(Content other) {
        List<Table> equal = tables.stream().filter(other.tables::contains).toList();
        return List.of(
                Fact.number("tables-equal", equal.size(), "tables").within("all " + tables.size()),
                Fact.number("rows-equal", equal.stream().mapToLong(Table::rows).sum(), "rows")
                        .within("all " + rows()));
    }

    /** A sentence for each thing that is not the same in another database; none when all is equal. */
    public List<String> differences(Content other) {
        List<String> differences = new ArrayList<>();
        Map<String, Table> theirs = new LinkedHashMap<>();
        other.tables.forEach(table -> theirs.put(table.label(), table));
        for (Table table : tables) {
            Table copy = theirs.remove(table.label());
            if (copy == null) {
                differences.add(table.label() + " is missing");
            } else if (copy.rows() != table.rows()) {
                differences.add(table.label() + " has " + copy.rows() + " rows instead of " + table.rows());
            } else if (!copy.hash().equals(table.hash())) {
                differences.add(table.label() + " has other rows");
            }
        }
        theirs.keySet().forEach(name -> differences.add(name + " is too many"));
        if (!sequences.equals(other.sequences)) {
            sequences.stream()
                    .filter(sequence -> !other.sequences.contains(sequence))
                    .forEach(sequence -> differences.add(sequence.label() + " stands elsewhere"));
        }
        return differences;
    }
}
