package io.tokenledger.pricing.rating;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.tokenledger.pricing", importOptions = ImportOption.DoNotIncludeTests.class)
class RatingIsPureTest {
    @ArchTest
    static final ArchRule ratingKnowsNoFrameworkNoDatabaseNoKafka = noClasses()
            .that()
            .resideInAPackage("..pricing.rating..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..",
                    "jakarta..",
                    "javax.sql..",
                    "java.sql..",
                    "org.apache.kafka..",
                    "org.jboss..",
                    "com.fasterxml..");

    @ArchTest
    static final ArchRule ratingKnowsNothingOfTheRestOfTheService = noClasses()
            .that()
            .resideInAPackage("..pricing.rating..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..pricing.pricebook..", "..pricing.ledger..", "..pricing.quote..");
}
