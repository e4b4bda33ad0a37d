package io.tidegate.orchestrator;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.tidegate.orchestrator.timers.Timer;
import io.tidegate.orchestrator.timers.Timers;

/** Who may know whom. What no rule allows is forbidden. */
@AnalyzeClasses(packages = "io.tidegate.orchestrator", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String ROOT = "io.tidegate.orchestrator";

    private static final String[] LANGUAGE = {
        "java.lang..", "java.util..", "java.time..", "io.tidegate.contracts..", "org.jspecify.annotations.."
    };
    private static final String[] MICRONAUT = {"io.micronaut..", "jakarta.inject..", "jakarta.annotation.."};

    private static final DescribedPredicate<JavaClass> CORE = resideInAnyPackage(ROOT + ".window..")
            .or(belongToAnyOf(Timer.class, Timers.class))
            .or(resideInAPackage(ROOT + ".timers").and(simpleNameEndingWith("Timers")))
            .as("the pure core");

    /** No clock either: the time comes in as a value. */
    @ArchTest
    static final ArchRule THE_CORE_KNOWS_ONLY_THE_LANGUAGE_AND_THE_CONTRACTS = classes()
            .that(CORE)
            .should()
            .onlyDependOnClassesThat(CORE.or(resideInAnyPackage(LANGUAGE)))
            .andShould(com.tngtech.archunit.lang.conditions.ArchConditions.not(
                    com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat(
                            belongToAnyOf(java.time.Clock.class))));

    @ArchTest
    static final ArchRule SETTINGS = mayUse("settings", "java.nio.file");

    @ArchTest
    static final ArchRule SIGNING = mayUse("signing", ROOT + ".window", "java.io", "java.nio..", "java.security..");

    @ArchTest
    static final ArchRule PLANS =
            mayUse("plans", ROOT + ".window", ROOT + ".store", ROOT + ".settings", "java.io", "java.nio.file..");

    @ArchTest
    static final ArchRule STORE = mayUse(
            "store",
            ROOT + ".window",
            ROOT + ".timers",
            ROOT + ".settings",
            "java.sql",
            "java.nio.charset",
            "org.postgresql",
            "javax.sql",
            "org.flywaydb.core.api.configuration",
            "org.slf4j..",
            "com.fasterxml.jackson.databind..",
            "org.apache.kafka.clients.producer",
            "org.apache.kafka.common.header..");

    @ArchTest
    static final ArchRule BROKER = mayUse("broker", ROOT + ".settings", "org.apache.kafka..");

    @ArchTest
    static final ArchRule RELAY =
            mayUse("relay", ROOT + ".store", ROOT + ".broker", "java.sql", "java.nio.charset", "org.apache.kafka..");

    @ArchTest
    static final ArchRule INTAKE = mayUse(
            "intake",
            ROOT + ".window",
            ROOT + ".store",
            ROOT + ".agents",
            ROOT + ".plans",
            ROOT + ".broker",
            "org.apache.kafka..",
            "org.reactivestreams..",
            "org.slf4j..");

    @ArchTest
    static final ArchRule AGENTS = mayUse("agents", ROOT + ".window", ROOT + ".store", "java.sql", "org.slf4j..");

    @ArchTest
    static final ArchRule TIMERS = mayUse("timers", ROOT + ".window", ROOT + ".store", "org.slf4j..");

    @ArchTest
    static final ArchRule API = mayUse(
            "api",
            ROOT + ".store",
            ROOT + ".signing",
            "com.fasterxml.jackson.databind..",
            "org.reactivestreams..",
            "reactor.core..",
            "org.slf4j..");

    @ArchTest
    static final ArchRule EVERY_CAPABILITY_HAS_A_RULE = classes()
            .should()
            .resideInAnyPackage(
                    ROOT,
                    ROOT + ".window",
                    ROOT + ".timers",
                    ROOT + ".store",
                    ROOT + ".relay",
                    ROOT + ".intake",
                    ROOT + ".agents",
                    ROOT + ".signing",
                    ROOT + ".api",
                    ROOT + ".plans",
                    ROOT + ".broker",
                    ROOT + ".settings");

    @ArchTest
    static final ArchRule ONLY_WHERE_SQL_IS_AT_HOME = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".store", ROOT + ".agents", ROOT + ".relay")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..");

    private static ArchRule mayUse(String capability, String... others) {
        DescribedPredicate<JavaClass> allowed = resideInAnyPackage(LANGUAGE)
                .or(resideInAnyPackage(MICRONAUT))
                .or(resideInAnyPackage(others))
                .or(resideInAnyPackage(ROOT + "." + capability + ".."));
        return classes()
                .that()
                .resideInAPackage(ROOT + "." + capability + "..")
                .should()
                .onlyDependOnClassesThat(allowed);
    }
}
