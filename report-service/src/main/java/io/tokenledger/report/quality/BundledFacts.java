package io.tokenledger.report.quality;

import io.quarkus.runtime.StartupEvent;
import io.tokenledger.report.catalog.CatalogWriter;
import io.tokenledger.report.catalog.FactOrigin;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The facts that come with the product, imported at start where that content is new to the database. Any number of
 * instances may start at once. What a user stated stands, whatever a later release brings.
 */
@ApplicationScoped
public class BundledFacts {
    private static final Logger LOG = Logger.getLogger(BundledFacts.class);

    private final CatalogWriter catalog;
    private final QualityWriter quality;

    public BundledFacts(CatalogWriter catalog, QualityWriter quality) {
        this.catalog = catalog;
        this.quality = quality;
    }

    void atStart(@Observes @Priority(10) StartupEvent start) {
        importNew();
    }

    /** Imports every file whose content is not in the database yet. */
    public void importNew() {
        String models = content("models.csv");
        note("models.csv", catalog.importModels(models, FactOrigin.bundled("models.csv", models)));
        String ratios = content("tokenizer-ratios.csv");
        note("tokenizer-ratios.csv", catalog.importRatios(ratios, FactOrigin.bundled("tokenizer-ratios.csv", ratios)));
        String benchmarks = content("benchmarks.csv");
        note(
                "benchmarks.csv",
                quality.importOnce(
                        new StatedScores(ScoreForm.benchmarksOf(benchmarks), List.of()),
                        FactOrigin.bundled("benchmarks.csv", benchmarks)));
        String scores = content("benchmark-scores.csv");
        note(
                "benchmark-scores.csv",
                quality.importOnce(
                        new StatedScores(List.of(), ScoreForm.scoresOf(scores)),
                        FactOrigin.bundled("benchmark-scores.csv", scores)));
    }

    private static void note(String file, boolean imported) {
        if (imported) {
            LOG.infof("imported bundled facts %s", file);
        }
    }

    private static String content(String file) {
        String path = "/facts/" + file;
        try (InputStream stream = BundledFacts.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("resource missing from the build: " + path);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("resource unreadable: " + path, e);
        }
    }
}
