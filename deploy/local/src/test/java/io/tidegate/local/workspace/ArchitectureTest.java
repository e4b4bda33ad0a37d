package io.tidegate.local.workspace;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.tidegate.local.workspace", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule WHAT_IS_SAID_AND_BLOCKS_ARE_PURE = classes()
            .that()
            .resideInAnyPackage("..workspace.channel", "..workspace.blocks")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "org.slf4j..",
                    "com.fasterxml.jackson..",
                    "io.tidegate.contracts.json",
                    "..workspace.channel",
                    "..workspace.blocks");

    @ArchTest
    static final ArchRule THE_WEB_API_KNOWS_NOTHING_OF_WHAT_IS_SENT = noClasses()
            .that()
            .resideInAPackage("..workspace.webapi")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..workspace.request", "..workspace.page");

    /** It stands in for Slack, so it must not share Slack's own mistakes with the bot. */
    @ArchTest
    static final ArchRule NOTHING_USES_THE_SLACK_SDK =
            noClasses().should().dependOnClassesThat().resideInAPackage("com.slack..");
}
