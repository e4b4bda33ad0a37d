package io.tidegate.cli.simulation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** A play is the same whenever and wherever it is played. */
@AnalyzeClasses(packages = "io.tidegate.cli.simulation", importOptions = ImportOption.DoNotIncludeTests.class)
class SimulationArchitectureTest {
    @ArchTest
    static final ArchRule aPlayAsksNoClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);

    @ArchTest
    static final ArchRule onlyTheCommandSeesFiles = noClasses()
            .that()
            .haveSimpleNameNotStartingWith("SimulateCommand")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.net..", "org.apache.kafka..");
}
