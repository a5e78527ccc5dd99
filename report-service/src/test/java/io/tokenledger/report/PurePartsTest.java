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
    static final ArchRule forecastIsPure = classes()
            .that()
            .resideInAPackage("..report.forecast..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "org.hipparchus..", "..report.forecast..");

    @ArchTest
    static final ArchRule spreadsheetFormatsAreKnownToTheirPackageAlone = noClasses()
            .that()
            .resideOutsideOfPackage("..report.sheet..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.dhatim..");

    @ArchTest
    static final ArchRule parquetIsKnownToThoseThatWriteItAlone = noClasses()
            .that()
            .haveNameNotMatching("io\\.tokenledger\\.report\\.focus\\.(FocusParquet|ParquetRows|ParquetGzip)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.parquet..", "org.apache.hadoop..");

    @ArchTest
    static final ArchRule pdfIsKnownToItsPackageAloneAndThatKnowsNothingElse = classes()
            .that()
            .resideInAPackage("..report.pdf..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "com.openhtmltopdf..",
                    "org.apache.pdfbox..",
                    "org.apache.fontbox..",
                    "..report.pdf..");

    @ArchTest
    static final ArchRule pdfFormatIsKnownToItsPackageAlone = noClasses()
            .that()
            .resideOutsideOfPackage("..report.pdf..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.openhtmltopdf..", "org.apache.pdfbox..", "org.apache.fontbox..");

    @ArchTest
    static final ArchRule searchForTheBestMixIsPure = classes()
            .that()
            .resideInAPackage("..report.optimiser.mix..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "org.ojalgo..", "..report.optimiser.mix..");

    @ArchTest
    static final ArchRule solverInDoublesIsKnownToTheSearchAlone = noClasses()
            .that()
            .doNotHaveSimpleName("LinearSearch")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.ojalgo..");

    @ArchTest
    static final ArchRule onlyReadersWritersAndTablesKnowTheDatabase = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Reader")
            .and()
            .haveSimpleNameNotEndingWith("Table")
            .and()
            .haveSimpleNameNotEndingWith("Writer")
            .and()
            .doNotHaveSimpleName("KnownChannels") // asked within the transaction of a writer, answered by a reader
            .and()
            .resideOutsideOfPackages("..report.ledger..", "..report.store..", "..report.readiness..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..");

    @ArchTest
    static final ArchRule onlyEndpointsReadersWritersJobsAndWiringKnowTheFramework = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Reader")
            .and()
            .haveSimpleNameNotEndingWith("Writer")
            .and()
            .haveSimpleNameNotEndingWith("Resource")
            .and()
            .haveSimpleNameNotEndingWith("Job")
            .and()
            .haveSimpleNameNotEndingWith("Settings")
            .and()
            .haveSimpleNameNotEndingWith("Meters")
            .and()
            .doNotHaveSimpleName("BundledFacts")
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
            .doNotHaveSimpleName("DeliveryWiring")
            .and()
            .resideOutsideOfPackages(
                    "..report.ledger..", "..report.store..", "..report.readiness..", "..report.delivery.mail..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "io.smallrye..", "io.micrometer..", "org.jboss..");

    @ArchTest
    static final ArchRule mailIsKnownToItsPackageAloneAndThatKnowsNothingElse = classes()
            .that()
            .resideInAPackage("..report.delivery.mail..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "jakarta.mail..", "..report.delivery.mail..");

    @ArchTest
    static final ArchRule onlyTheGuardedClientSpeaksHttp = noClasses()
            .that()
            .resideOutsideOfPackage("..report.delivery.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.hc..", "java.net.http..");

    @ArchTest
    static final ArchRule packagesDoNotDependOnEachOtherInCircles =
            slices().matching("io.tokenledger.report.(*)..").should().beFreeOfCycles();
}
