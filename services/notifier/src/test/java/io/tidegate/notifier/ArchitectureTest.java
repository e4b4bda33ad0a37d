package io.tidegate.notifier;

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

/** What may know of what. Whatever is not named here is not allowed. */
@AnalyzeClasses(packages = "io.tidegate.notifier", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String OURS = "io.tidegate.notifier";
    private static final String[] PURE = {
        "java.lang..", "java.util..", "java.time..", "org.jspecify..", "io.tidegate.contracts.."
    };

    private static final DescribedPredicate<JavaClass> POSTGRES = beginning("Postgres");
    private static final DescribedPredicate<JavaClass> KAFKA = beginning("Kafka");
    private static final DescribedPredicate<JavaClass> PARTS = beginning("Parts", "Running", "Shift", "FeedHealth");

    /** Classes of such a name, what is inside them, and their lambdas. */
    private static DescribedPredicate<JavaClass> beginning(String... names) {
        return DescribedPredicate.describe("of " + String.join(", ", names), type -> {
            String simple = type.getName().replaceFirst(".*\\.\\$*", "");
            return java.util.Arrays.stream(names).anyMatch(simple::startsWith);
        });
    }

    @ArchTest
    static final ArchRule whatANoticeSaysIsPure = classes()
            .that()
            .resideInAPackage(OURS + ".notice")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(PURE).or(resideInAPackage(OURS + ".notice")));

    @ArchTest
    static final ArchRule wordsKnowNoticesAndTemplatesAlone = classes()
            .that()
            .resideInAPackage(OURS + ".text")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(PURE)
                    .or(resideInAnyPackage(
                            OURS + ".text",
                            OURS + ".notice",
                            "com.github.jknack.handlebars..",
                            "java.io..",
                            "java.nio.file..")));

    @ArchTest
    static final ArchRule whatIsOwedBecauseOfAnEventIsPure = classes()
            .that()
            .resideInAPackage(OURS + ".window")
            .and(not(POSTGRES))
            .and(not(KAFKA))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(PURE)
                    .or(resideInAnyPackage(OURS + ".window", OURS + ".notice", "org.slf4j"))
                    .and(not(POSTGRES))
                    .and(not(KAFKA)));

    @ArchTest
    static final ArchRule whatIsDeliveredWhenIsPure = classes()
            .that()
            .resideInAPackage(OURS + ".delivery")
            .and(not(POSTGRES))
            .and(not(KAFKA))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(PURE)
                    .or(resideInAnyPackage(OURS + ".delivery", OURS + ".notice", "org.slf4j", "dev.failsafe.."))
                    .and(not(POSTGRES))
                    .and(not(KAFKA)));

    @ArchTest
    static final ArchRule onlyMailSeesMail = noClasses()
            .that(not(resideInAPackage(OURS + ".mail").or(beginning("SettingsReader"))))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..", "net.fortuna.ical4j..");

    @ArchTest
    static final ArchRule onlyTheStoresSeeSql = noClasses()
            .that(not(POSTGRES).and(not(PARTS)))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "io.micronaut.data..", "io.micronaut.transaction..");

    @ArchTest
    static final ArchRule onlyTheKafkaAdaptersSeeKafka =
            noClasses().that(not(KAFKA)).should().dependOnClassesThat().resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule couriersDoNotSeeEachOther = noClasses()
            .that()
            .resideInAPackage(OURS + ".mail")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(OURS + ".whatsapp", OURS + ".incident");

    @ArchTest
    static final ArchRule incidentServicesAreCalledWithoutMailOrWhatsApp = noClasses()
            .that()
            .resideInAPackage(OURS + ".incident")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(OURS + ".mail", OURS + ".whatsapp");

    @ArchTest
    static final ArchRule nothingGoesRound =
            SlicesRuleDefinition.slices().matching(OURS + ".(*)..").should().beFreeOfCycles();
}
