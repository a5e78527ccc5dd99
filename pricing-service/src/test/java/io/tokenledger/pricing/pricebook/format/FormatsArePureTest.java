package io.tokenledger.pricing.pricebook.format;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.tokenledger.pricing", importOptions = ImportOption.DoNotIncludeTests.class)
class FormatsArePureTest {
    @ArchTest
    static final ArchRule formatsKnowNoFrameworkNoDatabaseNoKafka = noClasses()
            .that()
            .resideInAPackage("..pricebook.format..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..", "jakarta..", "javax.sql..", "java.sql..", "org.apache.kafka..", "org.jboss..");
}
