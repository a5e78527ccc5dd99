package io.tokenledger.report.optimiser;

import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.problem.ReportProblem;
import io.tokenledger.report.quality.Benchmark;
import io.tokenledger.report.quality.BenchmarkScore;
import io.tokenledger.report.quality.QualityReader;
import io.tokenledger.report.quality.QualityScores;
import io.tokenledger.report.whatif.Swap;
import io.tokenledger.report.whatif.WhatIfQuestion;
import io.tokenledger.report.whatif.WhatIfReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/** Optimises usage by what the what-if engine says that moves cost, and by the scores that count, both as of one moment. */
@ApplicationScoped
public class OptimisationReader {
    private record Read(MoveCosts costs, Scores scores) {}

    private final LedgerViews ledger;
    private final WhatIfReader whatIf;
    private final QualityReader qualities;

    public OptimisationReader(LedgerViews ledger, WhatIfReader whatIf, QualityReader qualities) {
        this.ledger = ledger;
        this.whatIf = whatIf;
        this.qualities = qualities;
    }

    /** The answer to a question. Refused where the benchmark or a model is not known. */
    Optimisation answer(OptimisationQuestion question) {
        Read read = ledger.read("optimisation", connection -> read(connection, question));
        return Optimisation.of(question, read.costs(), read.scores());
    }

    private Read read(Connection connection, OptimisationQuestion question) throws SQLException {
        Scores scores = scores(qualities.current(connection), question.benchmark());
        List<List<Swap>> swaps = question.swaps();
        var asked = new WhatIfQuestion(question.cellQuery(), swaps.getFirst(), question.prices());
        try {
            return new Read(MoveCosts.of(question, whatIf.answers(connection, asked, swaps)), scores);
        } catch (ReportProblem problem) {
            throw problem.error() == ReportError.MODEL_UNKNOWN ? ofModels(problem) : problem;
        }
    }

    /** The asker knows of models, and not of the swaps that they are asked about with. */
    private static ReportProblem ofModels(ReportProblem problem) {
        return ReportError.MODEL_UNKNOWN.because("models: " + problem.detail().replace("swaps[0].to.", ""), problem);
    }

    private static Scores scores(QualityScores quality, String name) {
        Benchmark benchmark = quality.benchmarks().get(name);
        if (benchmark == null) {
            throw ReportError.BENCHMARK_UNKNOWN.because("quality.benchmark '" + name + "' is none of "
                    + String.join(", ", quality.benchmarks().keySet()));
        }
        if (!benchmark.higherIsBetter()) {
            throw ReportError.FIELD_INVALID.because("quality.benchmark '" + name
                    + "' is better when lower: one that is better when higher is expected");
        }
        return (model, effort) -> {
            BenchmarkScore score = quality.scoreOf(name, model, Objects.requireNonNullElse(effort, ""));
            return score == null ? null : score.score();
        };
    }
}
