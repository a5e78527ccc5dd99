package io.tokenledger.report.quality;

import io.tokenledger.report.catalog.ModelCatalog;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer of {@code POST /v1/benchmarks/imports}. */
@Schema(name = "ScoreImport")
public record ScoreImportJson(
        @Schema(examples = "aider") String format,

        @Schema(description = "False: this content was imported before, and nothing changed")
        boolean imported,

        @Schema(description = "Scores in the file", examples = "69")
        int scores,

        @Schema(description = "Benchmarks that they are of") List<String> benchmarks,

        @Schema(description = "Scores whose model the catalog knows", examples = "24")
        int scoresOfKnownModels,

        @Schema(description = "Names that are kept as stated, because the catalog knows no such model")
        List<String> unknownModels) {
    static ScoreImportJson of(ScoreFormat format, boolean imported, StatedScores stated, ModelCatalog catalog) {
        List<BenchmarkScore> unknown = stated.scores().stream()
                .filter(score -> catalog.homeProvider(score.model()) == null)
                .toList();
        return new ScoreImportJson(
                format.id(),
                imported,
                stated.scores().size(),
                stated.scores().stream()
                        .map(BenchmarkScore::benchmark)
                        .distinct()
                        .sorted()
                        .toList(),
                stated.scores().size() - unknown.size(),
                unknown.stream()
                        .map(BenchmarkScore::statedModel)
                        .distinct()
                        .sorted()
                        .toList());
    }
}
