package io.tokenledger.report.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenledger.report.catalog.CatalogReader;
import io.tokenledger.report.catalog.CatalogWriter;
import io.tokenledger.report.catalog.FactOrigin;
import io.tokenledger.report.catalog.ModelCatalog;
import io.tokenledger.report.catalog.ModelFacts;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.problem.ReportProblem;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BundledFactsIT {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T00:00:00Z"), ZoneOffset.UTC);
    private static final String HEADER =
            "provider,model,aliases,context_window,max_input_tokens,max_output_tokens,images,audio,tools,tokenizer,released,source,source_date\n";

    private TestLedger ledger = TestLedger.empty("bundled_facts");
    private CatalogWriter catalog = new CatalogWriter(ledger.store(), CLOCK);
    private QualityWriter quality = new QualityWriter(ledger.store(), CLOCK);

    @BeforeEach
    void emptyDatabase() {
        ledger = TestLedger.empty("bundled_facts");
        catalog = new CatalogWriter(ledger.store(), CLOCK);
        quality = new QualityWriter(ledger.store(), CLOCK);
    }

    @Test
    void instancesThatStartAtOnceImportEachFileOnce() throws Exception {
        List<Callable<Void>> starts = IntStream.range(0, 4)
                .<Callable<Void>>mapToObj(_ -> () -> {
                    new BundledFacts(catalog, quality).importNew();
                    return null;
                })
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Void> start : threads.invokeAll(starts)) {
                start.get();
            }
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        }
        assertThat(count("SELECT count(*) FROM reporting.fact_import")).isEqualTo(4);
        assertThat(count("SELECT count(*) FROM reporting.model_fact")).isEqualTo(linesOf("models.csv"));
        assertThat(count("SELECT count(*) FROM reporting.benchmark_score")).isEqualTo(linesOf("benchmark-scores.csv"));
        long version = count("SELECT version FROM reporting.catalog_version");
        new BundledFacts(catalog, quality).importNew();
        assertThat(count("SELECT version FROM reporting.catalog_version"))
                .as("a start with nothing new changes nothing")
                .isEqualTo(version);
    }

    @Test
    void laterReleaseCountsButNotOverWhatAUserStated() {
        release("o3,,100,,,,,,,,vendor,2026-01-01", "o4-mini,,100,,,,,,,,vendor,2026-01-01");
        stateByUser("o3", 150);
        release("o3,,200,,,,,,,,vendor,2026-02-01", "o4-mini,,200,,,,,,,,vendor,2026-02-01");
        assertThat(contextWindow("o3")).isEqualTo(150);
        assertThat(contextWindow("o4-mini")).isEqualTo(200);
        assertThat(count("SELECT count(*) FROM reporting.model_fact"))
                .as("statements are kept")
                .isEqualTo(5);
        stateByUser("o3", 160);
        assertThat(contextWindow("o3")).isEqualTo(160);
    }

    @Test
    void catalogInMemoryFollowsEveryChange() {
        LedgerViews reports = new LedgerViews(
                ledger.serviceDataSource("-c default_transaction_read_only=on"), new SimpleMeterRegistry());
        CatalogReader reader = new CatalogReader(reports);
        release("o3,,100,,,,,,,,vendor,2026-01-01");
        ModelCatalog first = reader.current();
        assertThat(reader.current()).isSameAs(first);
        stateByUser("o3", 150);
        assertThat(reader.current().version()).isGreaterThan(first.version());
        assertThat(reader.current().factsOf("openai", "o3"))
                .isNotNull()
                .extracting(facts -> facts.contextWindow())
                .isEqualTo(150L);
        assertThat(first.factsOf("openai", "o3"))
                .as("a catalog that was given out stays as it was")
                .isNotNull()
                .extracting(facts -> facts.contextWindow())
                .isEqualTo(100L);
    }

    @Test
    void ofSeveralScoresTheUsersThenTheLatestCounts() {
        new BundledFacts(catalog, quality).importNew();
        assertThat(swe("o3")).isEqualTo("69.1");
        state(score("o3-2025-04-16", "70.5", "2025-05-01"), "a");
        assertThat(swe("o3")).isEqualTo("70.5");
        state(score("o3", "72.25", "2025-06-01"), "b");
        state(score("o3", "71", "2025-05-15"), "c");
        assertThat(swe("o3")).isEqualTo("72.25");
        assertThat(swe("o4-mini")).isEqualTo("68.1");
    }

    @Test
    void scoreOfABenchmarkThatNobodyDescribedIsRefusedAsAWhole() {
        new BundledFacts(catalog, quality).importNew();
        StatedScores stated = new StatedScores(
                List.of(new Benchmark("mine", "Mine", "percent", true)),
                List.of(
                        benchmarkScore("mine", "o3", "1", "2025-05-01"),
                        benchmarkScore("yours", "o3", "1", "2025-05-01")));
        assertThatThrownBy(() -> quality.importOnce(stated, origin("d")))
                .isInstanceOf(ReportProblem.class)
                .hasMessageStartingWith("benchmark.unknown: 'yours' of o3 is none of aider_polyglot_architect, ");
        assertThat(count("SELECT count(*) FROM reporting.benchmark WHERE benchmark = 'mine'"))
                .isZero();
        assertThat(count("SELECT count(*) FROM reporting.fact_import")).isEqualTo(4);
    }

    /** Without comments and header. */
    private static long linesOf(String file) throws IOException {
        try (InputStream stream = Objects.requireNonNull(BundledFacts.class.getResourceAsStream("/facts/" + file))) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("#")).count() - 1;
        }
    }

    private void release(String... models) {
        String csv = HEADER + "openai," + String.join("\nopenai,", models) + "\n";
        catalog.importModels(csv, FactOrigin.bundled("models.csv", csv));
    }

    private void stateByUser(String model, long contextWindow) {
        String csv = HEADER + "openai," + model + ",," + contextWindow + ",,,,,,,,user,2026-01-15\n";
        catalog.importModels(csv, FactOrigin.file("native", "mine.csv", csv, "ann", ""));
    }

    private void state(BenchmarkScore score, String content) {
        quality.state(new StatedScores(List.of(), List.of(score)), origin(content));
    }

    private static FactOrigin origin(String content) {
        return FactOrigin.file("native", "mine.csv", content, "ann", "");
    }

    private static BenchmarkScore score(String model, String score, String date) {
        return benchmarkScore("swe_bench_verified", model, score, date);
    }

    private static BenchmarkScore benchmarkScore(String benchmark, String model, String score, String date) {
        return new BenchmarkScore(
                benchmark,
                model,
                "",
                model,
                new BigDecimal(score),
                null,
                null,
                null,
                null,
                "user",
                LocalDate.parse(date));
    }

    private @Nullable Long contextWindow(String model) {
        LedgerViews reports = new LedgerViews(ledger.serviceDataSource(""), new SimpleMeterRegistry());
        ModelFacts facts = new CatalogReader(reports).current().factsOf("openai", model);
        return facts == null ? null : facts.contextWindow();
    }

    private String swe(String model) {
        LedgerViews reports = new LedgerViews(ledger.serviceDataSource(""), new SimpleMeterRegistry());
        BenchmarkScore score = new QualityReader(reports, new CatalogReader(reports))
                .current()
                .scoreOf("swe_bench_verified", model, "high");
        return score == null ? "none" : score.score().toPlainString();
    }

    private long count(String sql) {
        return ledger.store().write(connection -> query(connection, sql));
    }

    private static long query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }
}
