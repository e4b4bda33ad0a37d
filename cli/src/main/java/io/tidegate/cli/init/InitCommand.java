package io.tidegate.cli.init;

import io.tidegate.cli.text.TextFile;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a first plan, with comments, that is valid as it is. */
@Command(
        name = "init",
        description =
                "Asks what a plan must know and writes one with comments. Every answer is looked at when it is given.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the plan is written",
            "1:nothing is written: the file is there already or cannot be written, or the answers ended too early",
            "2:the command line is wrong"
        })
public final class InitCommand implements Callable<Integer> {
    private static final int NOT_WRITTEN = 1;
    private static final String SCHEMA = "plan-v1.schema.json";

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "plan.yaml",
            description = "Where the plan is written. Default: ${DEFAULT-VALUE}.")
    private Path file = Path.of("plan.yaml");

    @Option(names = "--defaults", description = "Asks nothing and takes every default.")
    private boolean defaults;

    @Option(names = "--force", description = "Writes over a file that is there.")
    private boolean force;

    @Option(
            names = "--schema",
            paramLabel = "PLACE",
            description = "Address or path of the plan's JSON Schema, for editors. Where it is left out, a copy is put"
                    + " beside the plan.")
    private @Nullable String schema;

    @Spec
    private @Nullable CommandSpec spec;

    private final Reader answers;
    private final Clock clock;

    /** With answers from standard input. */
    public InitCommand() {
        this(new InputStreamReader(System.in, Charset.defaultCharset()), Clock.systemDefaultZone());
    }

    InitCommand(Reader answers, Clock clock) {
        this.answers = answers;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        try {
            return init(line);
        } catch (TextFile.UnreadableException e) {
            line.getErr().println(e.getMessage());
            return NOT_WRITTEN;
        } finally {
            line.getOut().flush();
            line.getErr().flush();
        }
    }

    private int init(CommandLine line) throws TextFile.UnreadableException {
        // Said before anybody answers twenty questions; the file is created as new all the same.
        if (!force && Files.exists(file)) {
            line.getErr().println(file + ": it is there already; --force writes over it");
            return NOT_WRITTEN;
        }
        Sheet sheet = new Sheet(nameOf(file), clock);
        PlanText text = new PlanText(schema == null ? SCHEMA : schema);
        if (!defaults) {
            try {
                new Questions(sheet, text, new BufferedReader(answers), line.getOut()).ask();
            } catch (EOFException e) {
                line.getErr().println(e.getMessage() + "; nothing is written");
                return NOT_WRITTEN;
            } catch (IOException e) {
                throw new UncheckedIOException("the answers cannot be read", e);
            }
        }
        write(text.of(sheet));
        line.getOut().println(file + ": written");
        line.getOut().println("Look at it:  tidegate plan validate " + file);
        line.getOut().println("Play it:     tidegate plan simulate " + file);
        return ExitCode.OK;
    }

    private void write(String plan) throws TextFile.UnreadableException {
        if (force) {
            TextFile.write(file, plan);
        } else {
            TextFile.create(file, plan);
        }
        Path copy = file.resolveSibling(SCHEMA);
        if (schema == null && !Files.exists(copy)) {
            TextFile.create(copy, schemaText());
        }
    }

    private static String schemaText() {
        try (InputStream in = Objects.requireNonNull(InitCommand.class.getResourceAsStream("/schemas/" + SCHEMA))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the plan's schema", e);
        }
    }

    /** {@code portion-size} for {@code Portion size.yaml}; what people call any plan for {@code plan.yaml}. */
    private static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName())
                .replaceFirst("\\.ya?ml$", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return name.isEmpty() || name.equals("plan") || name.length() > 40 ? "my-migration" : name;
    }
}
