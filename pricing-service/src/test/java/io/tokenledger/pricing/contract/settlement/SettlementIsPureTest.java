package io.tokenledger.pricing.contract.settlement;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.tokenledger.pricing", importOptions = ImportOption.DoNotIncludeTests.class)
class SettlementIsPureTest {
    @ArchTest
    static final ArchRule settlementKnowsNoFrameworkNoDatabaseNoKafka = noClasses()
            .that()
            .resideInAPackage("..pricing.contract.settlement..")
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
}
