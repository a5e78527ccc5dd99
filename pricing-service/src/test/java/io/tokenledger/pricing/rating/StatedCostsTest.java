package io.tokenledger.pricing.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tokenledger.pricing.pricebook.BundledBook;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bundled book beside what providers themselves say that they charged: the best truth there is. */
class StatedCostsTest {
    private static final PriceBook BOOK = BundledBook.book();

    /** Dollars that the provider charged beside the tokens, by the row, and for what. */
    private static final Map<String, BigDecimal> CHARGED_BESIDE = Map.of(
            // A request with a file; the price of its tokens stands in the response's own cost details.
            "up-01665",
            new BigDecimal("0.002"),
            // 2161 tokens kept in Gemini's cache for five minutes, at $1 per million tokens and hour.
            "up-01820",
            new BigDecimal(2161).divide(new BigDecimal(12_000_000), 18, RoundingMode.HALF_EVEN));

    private static final List<String> WITHOUT_PRICE =
            List.of("up-01672", "up-01675", "up-01685", "up-02550", "up-02581", "up-02582", "up-02583", "up-02585");

    private static List<StatedCost> rows = List.of();
    private static final Map<String, BigDecimal> OURS = new TreeMap<>();
    private static final Map<String, UnpricedReason> UNPRICED = new TreeMap<>();

    @BeforeAll
    static void rateEveryRow() {
        Path file = Path.of(System.getProperty("tokenledger.reference-data", "../shared/data"))
                .resolve("provider_stated_costs.jsonl");
        assumeTrue(Files.exists(file), () -> "reference data missing: " + file);
        rows = StatedCost.read(file);
        for (StatedCost row : rows) {
            switch (BOOK.rate(row.request())) {
                case Priced priced -> OURS.put(row.id(), new BigDecimal(priced.costPico(), 12).stripTrailingZeros());
                case Free free -> throw new AssertionError(row.id() + " is free: " + free);
                case Unpriced unpriced -> UNPRICED.put(row.id(), unpriced.reason());
            }
        }
        table().forEach(line -> System.out.println("stated costs: " + line));
    }

    @Test
    void everyRowIsRatedOrHasNoPriceInTheBook() {
        assertThat(rows).hasSize(28);
        assertThat(OURS).hasSize(20);
        assertThat(UNPRICED).containsOnlyKeys(WITHOUT_PRICE);
        assertThat(UNPRICED).allSatisfy((id, reason) -> assertThat(reason).isEqualTo(UnpricedReason.MODEL_UNKNOWN));
    }

    /** Providers state doubles: equal means a relative difference of at most 1e-9. */
    @Test
    void tokensCostWhatTheProviderCharged() {
        var differing = new ArrayList<String>();
        int equal = 0;
        for (StatedCost row : rows) {
            BigDecimal ours = OURS.get(row.id());
            if (ours != null) {
                BigDecimal tokens = row.stated().subtract(CHARGED_BESIDE.getOrDefault(row.id(), BigDecimal.ZERO));
                if (isEqual(tokens, ours)) {
                    equal++;
                } else {
                    differing.add(row.id() + " " + row.model() + ": stated " + tokens + ", ours " + ours);
                }
            }
        }
        assertThat(differing).isEmpty();
        assertThat(equal).isEqualTo(20);
    }

    @Test
    void whatIsChargedBesideTokensShowsAsADifference() {
        assertThat(rows.stream()
                        .filter(row -> OURS.containsKey(row.id()) && !isEqual(row.stated(), OURS.get(row.id())))
                        .map(StatedCost::id))
                .containsExactlyInAnyOrderElementsOf(CHARGED_BESIDE.keySet());
    }

    @Test
    void thePageShowsEveryRow() throws IOException {
        Path page = Path.of(System.getProperty("tokenledger.home", "..")).resolve("docs/stated-costs.md");
        assertThat(Files.readAllLines(page)).containsAll(table());
    }

    private static boolean isEqual(BigDecimal stated, BigDecimal ours) {
        return stated.subtract(ours).abs().compareTo(ours.multiply(new BigDecimal("1e-9"))) <= 0;
    }

    private static List<String> table() {
        return rows.stream().map(StatedCostsTest::line).toList();
    }

    private static String line(StatedCost row) {
        BigDecimal ours = OURS.get(row.id());
        String stated = row.stated().toPlainString();
        String shown = ours == null ? "no price in the book" : ours.toPlainString();
        String ratio = ours == null
                ? ""
                : row.stated()
                        .divide(ours, 6, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString();
        return "| `" + row.id() + "` | " + row.by() + " | " + row.model() + " | " + stated + " | " + shown + " | "
                + ratio + " |";
    }
}
