package io.tidegate.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The contracts are shared by every service, so they bring nothing along that a service would not want. */
@AnalyzeClasses(packages = "io.tidegate.contracts", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule CONTRACTS_KNOW_NO_SERVICE_AND_NO_FRAMEWORK = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.tidegate.contracts..",
                    "java..",
                    "org.jspecify..",
                    "com.fasterxml.jackson..",
                    "org.erdtman.jcs..",
                    "com.networknt.schema..",
                    "io.soabase.recordbuilder.core..",
                    "org.yaml.snakeyaml..",
                    "io.cloudevents..",
                    "org.apache.kafka..")
            .because("Micronaut, JDBC and Slack are the services' own business");

    @ArchTest
    static final ArchRule CONTRACTS_USE_NO_DATABASE =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("java.sql..", "javax.sql..");

    @ArchTest
    static final ArchRule ONLY_THE_CODEC_KNOWS_KAFKA = noClasses()
            .that()
            .resideOutsideOfPackage("io.tidegate.contracts.kafka..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.cloudevents..", "io.tidegate.contracts.kafka..");

    @ArchTest
    static final ArchRule ONLY_THE_PLAN_KNOWS_YAML = noClasses()
            .that()
            .resideOutsideOfPackage("io.tidegate.contracts.plan..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.yaml.snakeyaml..",
                    "com.networknt.schema..",
                    "io.soabase.recordbuilder.core..",
                    "com.fasterxml.jackson.dataformat..");

    @ArchTest
    static final ArchRule MEANING_HAS_NO_CLOCK = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID");
}
