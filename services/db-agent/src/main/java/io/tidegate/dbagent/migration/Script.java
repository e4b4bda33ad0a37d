package io.tidegate.dbagent.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resource.StringResource;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.database.postgresql.PostgreSQLParser;

/**
 * The statements of one SQL file, as Flyway's parser cuts it.
 *
 * @param file its path in the set
 */
record Script(String file, List<Statement> statements) {
    private static final Pattern COMMENTS = Pattern.compile("\\A(\\s|--[^\\n]*(\\n|\\z)|/\\*(?s:.*?)\\*/)*");
    private static final Pattern FIRST_WORDS = Pattern.compile("\\A(\\w+)(\\s+\\w+)?");

    /**
     * @param number in its file, from 1
     * @param line of its first word, from 1
     * @param parsed as the parser has it, with the rows of a COPY
     */
    record Statement(int number, int line, SqlStatement parsed) {
        String sql() {
            return parsed.getSql();
        }

        boolean mayBeInTransaction() {
            return parsed.canExecuteInTransaction();
        }

        /** Opens or ends a transaction itself. */
        Control control() {
            Matcher words = FIRST_WORDS.matcher(COMMENTS.matcher(sql()).replaceFirst(""));
            if (!words.find()) {
                return Control.NONE;
            }
            String second = words.group(2) == null ? "" : words.group(2).strip().toUpperCase(Locale.ROOT);
            return switch (words.group(1).toUpperCase(Locale.ROOT)) {
                case "BEGIN", "START" -> Control.OPENS;
                case "COMMIT", "END", "ABORT" -> Control.ENDS;
                case "ROLLBACK" -> second.equals("TO") ? Control.NONE : Control.ENDS;
                case "PREPARE" -> second.equals("TRANSACTION") ? Control.ENDS : Control.NONE;
                default -> Control.NONE;
            };
        }
    }

    /**
     * Sets up a session or opens a transaction. Nothing may be asked of the server between such a statement and the next
     * one: SET TRANSACTION wants to come before any query (PostgreSQL, SET TRANSACTION).
     */
    static boolean isPreamble(String sql) {
        Matcher words = FIRST_WORDS.matcher(COMMENTS.matcher(sql).replaceFirst(""));
        return words.find()
                && List.of("SET", "BEGIN", "START").contains(words.group(1).toUpperCase(Locale.ROOT));
    }

    /** What a statement does to the transaction it stands in. */
    enum Control {
        NONE,
        OPENS,
        ENDS
    }

    /** @throws UnreadableScriptException when it cannot be cut into statements */
    static Script of(String file, String text) {
        var parser =
                new PostgreSQLParser(new FluentConfiguration().placeholderReplacement(false), new ParsingContext());
        List<Statement> statements = new ArrayList<>();
        try (var parsed = parser.parse(new StringResource(text))) {
            while (parsed.hasNext()) {
                SqlStatement next = parsed.next();
                statements.add(new Statement(statements.size() + 1, next.getLineNumber(), next));
            }
        } catch (FlywayException e) {
            throw new UnreadableScriptException(file, e);
        }
        return new Script(file, statements);
    }

    /** Every {@code .sql} file under the directory, in the order of their paths. */
    static List<Script> all(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory)) {
            files = walk.filter(path -> path.toString().endsWith(".sql"))
                    .filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(
                            path -> directory.relativize(path).toString()))
                    .toList();
        }
        List<Script> scripts = new ArrayList<>();
        for (Path path : files) {
            scripts.add(of(directory.relativize(path).toString(), Files.readString(path)));
        }
        return scripts;
    }

    /** The parser found no end of a string, a comment or a statement. */
    static final class UnreadableScriptException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnreadableScriptException(String file, FlywayException cause) {
            super(file + " cannot be cut into statements: a string, a comment or a body in it has no end", cause);
        }
    }
}
