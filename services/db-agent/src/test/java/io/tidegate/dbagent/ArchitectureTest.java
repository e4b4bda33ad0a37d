package io.tidegate.dbagent;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Arrays;

/** What may know of what. Whatever is not named here is not allowed. */
@AnalyzeClasses(packages = "io.tidegate.dbagent", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String OURS = "io.tidegate.dbagent";
    private static final String[] PURE = {
        "java.lang..", "java.util..", "java.time..", "org.jspecify..", "io.tidegate.contracts.."
    };
    private static final DescribedPredicate<JavaClass> KAFKA = beginning("Kafka");
    private static final DescribedPredicate<JavaClass> PARTS = beginning("Parts", "Upkeep", "FeedHealth", "DbAgent");

    /** Classes of such a name, what is inside them, and their lambdas. */
    private static DescribedPredicate<JavaClass> beginning(String... names) {
        return DescribedPredicate.describe("of " + String.join(", ", names), type -> {
            String simple = type.getName().replaceFirst(".*\\.\\$*", "");
            return Arrays.stream(names).anyMatch(simple::startsWith);
        });
    }

    @ArchTest
    static final ArchRule whatAStepKindIsKnowsTheContractsAlone = classes()
            .that()
            .resideInAPackage(OURS + ".step")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(PURE).or(resideInAPackage(OURS + ".step")));

    @ArchTest
    static final ArchRule theJournalKnowsFilesAndTheContracts = classes()
            .that()
            .resideInAPackage(OURS + ".journal")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(PURE)
                    .or(resideInAnyPackage(
                            OURS + ".journal",
                            OURS + ".record",
                            "java.io..",
                            "java.nio..",
                            "org.slf4j..",
                            "com.fasterxml.jackson..")));

    @ArchTest
    static final ArchRule programsAndRecordsKnowNoDatabase = classes()
            .that()
            .resideInAnyPackage(OURS + ".program", OURS + ".record")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(PURE)
                    .or(resideInAnyPackage(
                            OURS + ".program",
                            OURS + ".record",
                            "java.io..",
                            "java.nio..",
                            "org.slf4j..",
                            "com.fasterxml.jackson..")));

    @ArchTest
    static final ArchRule onlyTheKafkaAdaptersSeeKafka = noClasses()
            .that(not(KAFKA).and(not(PARTS)))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule onlyThePartsSeeMicronaut = noClasses()
            .that(not(PARTS))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.micronaut..", "jakarta..");

    @ArchTest
    static final ArchRule onlyTheMigrationSeesFlyway = noClasses()
            .that()
            .resideOutsideOfPackage(OURS + ".migration")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.flywaydb..");

    @ArchTest
    static final ArchRule onlyItsGateSeesKubernetes = noClasses()
            .that(not(beginning("Kubernetes")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fabric8..");

    @ArchTest
    static final ArchRule onlyItsStoreSeesAmazon = noClasses()
            .that(not(beginning("S3")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..");

    @ArchTest
    static final ArchRule onlyItsStoreSeesAzure = noClasses()
            .that(not(beginning("AzureBlob")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.azure..");

    @ArchTest
    static final ArchRule onlyD1SeesSqlite = noClasses()
            .that()
            .resideOutsideOfPackage(OURS + ".d1")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.sqlite..");

    @ArchTest
    static final ArchRule whatKnowsOfTasksKnowsNoStepKind = noClasses()
            .that()
            .resideInAPackage(OURS + ".task")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    OURS + ".access..",
                    OURS + ".d1..",
                    OURS + ".backup..",
                    OURS + ".swap..",
                    OURS + ".migration..",
                    OURS + ".verification..",
                    OURS + ".hook..",
                    OURS + ".check..",
                    OURS + ".gate..",
                    OURS + ".rehearsal..",
                    OURS + ".manifest..",
                    OURS + ".preflight..");

    @ArchTest
    static final ArchRule hooksAndChecksSeeNoSql = noClasses()
            .that()
            .resideInAnyPackage(OURS + ".hook", OURS + ".check", OURS + ".journal", OURS + ".step")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.postgresql..");

    @ArchTest
    static final ArchRule nothingGoesRound =
            SlicesRuleDefinition.slices().matching(OURS + ".(*)..").should().beFreeOfCycles();
}
