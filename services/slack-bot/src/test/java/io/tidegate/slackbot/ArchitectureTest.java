package io.tidegate.slackbot;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** What may know of what. Whatever is not named here is not allowed. */
@AnalyzeClasses(packages = "io.tidegate.slackbot", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String OURS = "io.tidegate.slackbot";
    private static final String[] PURE = {
        "java.lang..", "java.util..", "java.time..", "java.nio.charset..", "org.jspecify..", "io.tidegate.contracts.."
    };

    private static final DescribedPredicate<JavaClass> POSTGRES =
            simpleNameStartingWith("Postgres").or(nested("Postgres")).as("adapters to PostgreSQL");
    private static final DescribedPredicate<JavaClass> KAFKA =
            simpleNameStartingWith("Kafka").or(nested("Kafka")).as("adapters to Kafka");
    private static final DescribedPredicate<JavaClass> SLACK = simpleNameStartingWith("Slack")
            .or(nested("Slack"))
            .or(resideInAPackage(OURS + ".card"))
            .or(simpleNameStartingWith("SignatureCheck"))
            .as("adapters to Slack");

    /** Classes inside, and lambdas of, a class of that beginning. */
    private static DescribedPredicate<JavaClass> nested(String beginning) {
        return DescribedPredicate.describe(
                "in " + beginning + "…",
                type -> type.getName().replaceAll(".*\\.\\$?", "").startsWith(beginning));
    }

    @ArchTest
    static final ArchRule commandsAndTextsArePure = classes()
            .that()
            .resideInAnyPackage(OURS + ".command", OURS + ".text")
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage(PURE).or(resideInAnyPackage(OURS + ".command", OURS + ".text")));

    /** Programs that have a log and no chat write reports too. */
    @ArchTest
    static final ArchRule reportsArePure = classes()
            .that()
            .resideInAPackage(OURS + ".report")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(PURE)
                    .or(resideInAnyPackage(OURS + ".report", OURS + ".text", "com.fasterxml.jackson.annotation")));

    @ArchTest
    static final ArchRule whatIsKnownOfAWindowIsPure = classes()
            .that()
            .resideInAPackage(OURS + ".window")
            .and(not(POSTGRES))
            .and(not(KAFKA))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(PURE)
                    .or(resideInAnyPackage(
                            OURS + ".window", OURS + ".report", OURS + ".text", "com.fasterxml.jackson.annotation"))
                    .and(not(POSTGRES))
                    .and(not(KAFKA)));

    @ArchTest
    static final ArchRule whatIsPostedWhenIsPure = classes()
            .that()
            .resideInAnyPackage(OURS + ".posting", OURS + ".wish")
            .and(not(POSTGRES))
            .and(not(SLACK))
            .and(not(KAFKA))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(PURE)
                    .or(resideInAnyPackage(
                            OURS + ".posting", OURS + ".wish", OURS + ".window", OURS + ".report", OURS + ".text"))
                    .or(resideInAPackage("org.slf4j"))
                    .and(not(POSTGRES))
                    .and(not(SLACK))
                    .and(not(KAFKA)));

    @ArchTest
    static final ArchRule onlyTheSlackAdaptersSeeSlack = noClasses()
            .that(not(SLACK))
            .and(not(nested("Parts")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.slack..", "okhttp3..", "com.google.gson..");

    @ArchTest
    static final ArchRule onlyTheStoresSeeSql = noClasses()
            .that(not(POSTGRES))
            .and(not(nested("Parts")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "io.micronaut.data..", "io.micronaut.transaction..");

    @ArchTest
    static final ArchRule onlyTheKafkaAdaptersSeeKafka = noClasses()
            .that(not(KAFKA))
            .and(not(simpleNameStartingWith("EnsureTopics")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule nothingGoesRound =
            SlicesRuleDefinition.slices().matching(OURS + ".(*)..").should().beFreeOfCycles();
}
