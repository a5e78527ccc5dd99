package io.tokenledger.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class PurityTest {
    private static final String[] PURE = {
        "io.tokenledger.ingest.rejection..",
        "io.tokenledger.ingest.event..",
        "io.tokenledger.ingest.dialect..",
        "io.tokenledger.ingest.tokens..",
        "io.tokenledger.ingest.prefix..",
        "io.tokenledger.ingest.otlp..",
        "io.tokenledger.ingest.imports..",
        "io.tokenledger.ingest.pipeline.."
    };

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.tokenledger.ingest");

    @Test
    void thePurePartsKnowNothingOfQuarkusJdbcKafkaOrLogging() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus..",
                        "io.smallrye..",
                        "io.micrometer..",
                        "jakarta..",
                        "java.sql..",
                        "javax.sql..",
                        "org.apache.kafka..",
                        "org.eclipse.microprofile..",
                        "org.jboss..",
                        "io.tokenledger.ingest.kafka..",
                        "io.tokenledger.ingest.http..",
                        "io.tokenledger.ingest.metrics..")
                .check(CLASSES);
    }

    @Test
    void onlyTokenCountingKnowsTheTokenizerLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.tokenledger.ingest.tokens..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.knuddels..")
                .check(CLASSES);
    }

    @Test
    void onlyTheMemoryOfPrefixesKeepsAnythingAndKeysItsHashes() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.tokenledger.ingest.prefix..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.github.benmanes..", "javax.crypto..")
                .check(CLASSES);
    }

    @Test
    void everyDialectIsReachedThroughTheRegistryOnly() {
        classes()
                .that()
                .implement("io.tokenledger.ingest.dialect.Dialect")
                .should()
                .bePackagePrivate()
                .check(CLASSES);
    }
}
