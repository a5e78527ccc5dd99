package io.tokenledger.report.quality;

import io.tokenledger.report.catalog.ModelCatalog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is known of models' quality from benchmarks at one moment. Immutable and pure. */
public final class QualityScores {
    private record Key(String benchmark, String model, String reasoningEffort) {}

    private final ModelCatalog catalog;
    private final SortedMap<String, Benchmark> benchmarks = new TreeMap<>();
    private final SequencedMap<Key, BenchmarkScore> scores = new LinkedHashMap<>();

    /**
     * The scores that count.
     *
     * @param catalog knows under which names a model goes
     * @param stated those that go before others first: only the first of a benchmark, model and effort counts
     */
    public QualityScores(ModelCatalog catalog, Collection<Benchmark> benchmarks, Collection<BenchmarkScore> stated) {
        this.catalog = catalog;
        benchmarks.forEach(benchmark -> this.benchmarks.put(benchmark.benchmark(), benchmark));
        stated.forEach(score -> this.scores.putIfAbsent(
                new Key(score.benchmark(), catalog.canonicalName(score.model()), score.reasoningEffort()), score));
    }

    /** The benchmarks, by id. */
    public SortedMap<String, Benchmark> benchmarks() {
        return new TreeMap<>(benchmarks);
    }

    /** All scores that count, by benchmark, then the best first. */
    public List<BenchmarkScore> scores() {
        List<BenchmarkScore> all = new ArrayList<>(scores.values());
        all.sort((left, right) -> {
            int order = left.benchmark().compareTo(right.benchmark());
            Benchmark benchmark = benchmarks.get(left.benchmark());
            if (order != 0) {
                return order;
            }
            int better = right.score().compareTo(left.score());
            return benchmark != null && !benchmark.higherIsBetter() ? -better : better;
        });
        return all;
    }

    /** The scores of a model by any of its names, at any effort. */
    public List<BenchmarkScore> scoresOf(String model) {
        String name = catalog.canonicalName(model);
        return scores().stream()
                .filter(score -> catalog.canonicalName(score.model()).equals(name))
                .toList();
    }

    /**
     * The scores of a model, by any of its names, by benchmark: at that effort, else where the source names none. A score
     * at another effort is of no use here, since effort changes it.
     *
     * @param reasoningEffort empty: none was asked for
     */
    public SortedMap<String, BenchmarkScore> scoresOf(String model, String reasoningEffort) {
        String name = catalog.canonicalName(model);
        SortedMap<String, BenchmarkScore> found = new TreeMap<>();
        for (Map.Entry<Key, BenchmarkScore> entry : scores.entrySet()) {
            Key key = entry.getKey();
            if (!key.model.equals(name)) {
                continue;
            }
            if (key.reasoningEffort.equals(reasoningEffort)) {
                found.put(key.benchmark, entry.getValue());
            } else if (key.reasoningEffort.isEmpty()) {
                found.putIfAbsent(key.benchmark, entry.getValue());
            }
        }
        return found;
    }

    /** One score of {@link #scoresOf(String, String)}; null where there is none. */
    public @Nullable BenchmarkScore scoreOf(String benchmark, String model, String reasoningEffort) {
        return scoresOf(model, reasoningEffort).get(benchmark);
    }
}
