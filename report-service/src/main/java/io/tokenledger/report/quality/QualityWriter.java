package io.tokenledger.report.quality;

import io.tokenledger.report.catalog.FactImportTable;
import io.tokenledger.report.catalog.FactOrigin;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.store.ReportingStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** Adds benchmarks, scores and evaluations. What was stated before is kept. */
@ApplicationScoped
public class QualityWriter {
    private final ReportingStore store;
    private final Clock clock;

    public QualityWriter(ReportingStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Adds what a user states; refused where a score is of a benchmark that nobody has described. */
    void state(StatedScores stated, FactOrigin origin) {
        store.write(connection -> {
            add(connection, stated, FactImportTable.begin(connection, origin, clock.instant()));
            return true;
        });
    }

    /** The same for a file; false, and nothing changes, where that content was imported before in that format. */
    boolean importOnce(StatedScores stated, FactOrigin origin) {
        return store.write(connection -> {
            Long importId = FactImportTable.beginOnce(connection, origin, clock.instant());
            if (importId != null) {
                add(connection, origin.bundled() ? stated : withoutKnown(connection, stated), importId);
            }
            return importId != null;
        });
    }

    /** A file names its benchmarks, but what they are stays as it was described. */
    private static StatedScores withoutKnown(Connection connection, StatedScores stated) throws SQLException {
        Set<String> known = known(connection);
        return new StatedScores(
                stated.benchmarks().stream()
                        .filter(benchmark -> !known.contains(benchmark.benchmark()))
                        .toList(),
                stated.scores());
    }

    private static Set<String> known(Connection connection) throws SQLException {
        return BenchmarkTable.counting(connection).stream()
                .map(Benchmark::benchmark)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void add(Connection connection, StatedScores stated, long importId) throws SQLException {
        BenchmarkTable.insert(connection, stated.benchmarks(), importId);
        Set<String> known = known(connection);
        for (BenchmarkScore score : stated.scores()) {
            if (!known.contains(score.benchmark())) {
                throw ReportError.BENCHMARK_UNKNOWN.because("'" + score.benchmark() + "' of " + score.statedModel()
                        + " is none of " + String.join(", ", known)
                        + "; POST /v1/benchmarks describes a new one in benchmarks");
            }
        }
        BenchmarkScoreTable.insert(connection, stated.scores(), importId);
    }

    /** Adds what a tenant measured, under a new id. */
    void state(UUID id, EvaluationScore score) {
        store.write(connection -> {
            EvaluationTable.insert(connection, id, score, clock.instant());
            return true;
        });
    }
}
