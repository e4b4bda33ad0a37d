package io.tidegate.cli.plan;

import io.tidegate.contracts.plan.PlanReader;
import io.tidegate.contracts.plan.PlanReader.Reading;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Commands about plans. */
@Command(
        name = "plan",
        description = "Looks at plans.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "validate",
        subcommands = PlanCommand.Validate.class)
public final class PlanCommand {

    /** Reads each file as a plan; prints every problem of every file. */
    @Command(
            name = "validate",
            description = "Reads plans and prints every problem, each with its place.",
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {
                "0:every file is a valid plan",
                "1:at least one is not, or cannot be read",
                "2:the command line is wrong"
            })
    public static final class Validate implements Callable<Integer> {
        @Parameters(arity = "1..*", paramLabel = "FILE", description = "A plan in YAML.")
        private List<Path> files = List.of();

        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            var line = Objects.requireNonNull(spec).commandLine();
            boolean valid = true;
            for (Path file : files) {
                valid &= validate(file, line.getOut(), line.getErr());
            }
            line.getOut().flush();
            line.getErr().flush();
            return valid ? ExitCode.OK : 1;
        }

        private static boolean validate(Path file, PrintWriter out, PrintWriter err) {
            String yaml;
            try {
                yaml = Files.readString(file);
            } catch (IOException e) {
                err.println(file + ": " + why(e));
                return false;
            }
            return switch (PlanReader.read(file.toString(), yaml)) {
                case Reading.Valid valid -> {
                    out.println(file + ": valid; " + valid.plan().title() + ", "
                            + valid.plan().steps().size() + " steps, "
                            + valid.plan().rollback().size() + " to roll back; hash " + valid.hash());
                    yield true;
                }
                case Reading.Invalid invalid -> {
                    invalid.problems().forEach(err::println);
                    yield false;
                }
            };
        }

        private static String why(IOException e) {
            return switch (e) {
                case NoSuchFileException missing -> "there is no such file";
                case CharacterCodingException encoding -> "it is no UTF-8";
                default -> "it cannot be read: " + e.getMessage();
            };
        }
    }
}
