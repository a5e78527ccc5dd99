package io.tokenledger.report;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What cuts periods, rounds money and adds up knows neither the framework nor the database. */
@AnalyzeClasses(packages = "io.tokenledger.report", importOptions = ImportOption.DoNotIncludeTests.class)
class PurePartsTest {
    @ArchTest
    static final ArchRule periodMoneyAndRequestArePure = classes()
            .that()
            .resideInAnyPackage("..report.period..", "..report.money..", "..report.request..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "..report.period..",
                    "..report.money..",
                    "..report.request..",
                    "..report.problem..");

    @ArchTest
    static final ArchRule onlyReadersKnowTheDatabase = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Reader")
            .and()
            .resideOutsideOfPackages("..report.ledger..", "..report.readiness..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..");

    @ArchTest
    static final ArchRule onlyEndpointsReadersAndWiringKnowTheFramework = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Reader")
            .and()
            .haveSimpleNameNotEndingWith("Resource")
            .and()
            .doNotHaveSimpleName("Templates")
            .and()
            .doNotHaveSimpleName("ConsoleLinks")
            .and()
            .doNotHaveSimpleName("ProblemMapper")
            .and()
            .doNotHaveSimpleName("ReportClock")
            .and()
            .doNotHaveSimpleName("ReportApi")
            .and()
            .resideOutsideOfPackages("..report.ledger..", "..report.readiness..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "io.smallrye..", "io.micrometer..", "org.jboss..");

    @ArchTest
    static final ArchRule packagesDoNotDependOnEachOtherInCircles =
            slices().matching("io.tokenledger.report.(*)..").should().beFreeOfCycles();
}
