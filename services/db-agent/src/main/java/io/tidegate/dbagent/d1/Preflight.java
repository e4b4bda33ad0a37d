package io.tidegate.dbagent.d1;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.preflight.Findings;
import io.tidegate.dbagent.preflight.Surroundings;
import io.tidegate.dbagent.program.Programs;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for what would stop a later step. Changes nothing. What a plan says of sessions and standbys is not measured. */
final class Preflight implements D1Kind {
    private static final int SQLITE = 3;
    private static final int LOWEST_WRANGLER = 4;
    private static final int LOWEST_NODE = 20;
    private static final Pattern MAJOR = Pattern.compile("(?m)^v?(\\d{1,4})\\.\\d+\\.\\d+");

    @Override
    public StepResult run(D1Run run) throws D1Exception, IOException, InterruptedException {
        var bounds = (Work.Preflight) run.request().work();
        var findings = new Findings();
        run.doing("looking at Node and Wrangler");
        programs(run, findings);
        run.doing("looking at the database");
        database(run, findings);
        if (bounds.minVersion() > SQLITE) {
            findings.broken(
                    "the plan wants version " + bounds.minVersion() + ", and D1 is SQLite 3: write min-version 3");
        }
        findings.fact(Fact.text("not-measured", "sessions, transactions and replication: D1 has none"));
        run.doing("looking at migrations, gates and stores");
        new Surroundings(run.config(), findings)
                .look(
                        null,
                        run.programs(),
                        bounds,
                        run.records().path(run.request().step() + "-gates.log"));
        return findings.result();
    }

    private static void programs(D1Run run, Findings findings) throws IOException, InterruptedException {
        version("node", nodeVersion(run), LOWEST_NODE, findings);
        try {
            version("wrangler", run.wrangler().version(), LOWEST_WRANGLER, findings);
        } catch (D1Exception e) {
            findings.broken(String.valueOf(e.getMessage()));
        }
    }

    private static void version(String program, String said, int lowest, Findings findings) {
        Matcher major = MAJOR.matcher(said);
        if (!major.find()) {
            findings.broken(program + " does not say its version: install " + program + " " + lowest + " or later");
            return;
        }
        findings.fact(Fact.text(program, major.group()).within("at least " + lowest));
        if (Integer.parseInt(major.group(1)) < lowest) {
            findings.broken(program + " is " + major.group() + ": install " + lowest + " or later");
        }
    }

    /** As Wrangler finds it: on the path. */
    private static String nodeVersion(D1Run run) throws IOException, InterruptedException {
        Path output = run.records().path("node-version.log");
        try {
            run.programs().run(new Programs.Run(List.of("node", "--version"), Map.of(), output, run.left()));
            return Files.readString(output);
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).startsWith("Cannot run program")) {
                return "";
            }
            throw e;
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static void database(D1Run run, Findings findings) throws IOException, InterruptedException {
        try {
            D1Database database = run.database();
            List<Found> found = database.ask(
                    List.of("SELECT count(*) FROM sqlite_master WHERE " + Sqlite.TABLES, database.soundness()));
            findings.fact(Fact.number("tables", found.get(0).number(), "tables"));
            List<String> faults = D1Database.faults(found.get(1));
            findings.fact(Fact.number("faults", faults.size(), "found").within("none"));
            faults.forEach(fault -> findings.broken("SQLite finds the database damaged: " + fault));
            if (run.d1().place() instanceof AgentConfig.D1.Local local) {
                Path file = SqliteFile.place(run.d1(), local);
                findings.fact(Fact.number("database-bytes", Files.size(file), "bytes"));
                // What the steps that write go through; one with Cloudflare was asked through it already.
                run.wrangler().execute("SELECT 1");
            }
        } catch (D1Exception e) {
            findings.broken("the database: " + e.getMessage());
        }
    }
}
