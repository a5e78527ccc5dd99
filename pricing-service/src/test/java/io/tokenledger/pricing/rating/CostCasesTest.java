package io.tokenledger.pricing.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tokenledger.pricing.pricebook.BundledBook;
import io.tokenledger.pricing.pricebook.PriceRow;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bundled book against what peers say that usage costs: their own tests, recorded responses, generated grids. */
class CostCasesTest {
    private static final List<String> FILES =
            List.of("cost_cases.jsonl", "cost_cases_generated_genai.jsonl", "cost_cases_generated_litellm.jsonl");
    private static final PriceBook BOOK = BundledBook.book();

    private static final Map<String, Integer> COUNTS = new TreeMap<>();
    private static final List<String> UNEXPLAINED = new ArrayList<>();
    private static final Set<KnownDisagreement> MET = new HashSet<>();
    private static final List<CostCase> OUT_OF_TIME = new ArrayList<>();
    private static int agreed;
    private static int disagreed;

    @BeforeAll
    static void rateEveryCase() {
        Path folder = Path.of(System.getProperty("tokenledger.reference-data", "../shared/data"));
        for (String file : FILES) {
            assumeTrue(Files.exists(folder.resolve(file)), () -> "reference data missing: " + folder.resolve(file));
        }
        FILES.stream()
                .flatMap(file -> CostCase.ofBundledProviders(folder, file))
                .forEach(CostCasesTest::rate);
        COUNTS.forEach((what, count) -> System.out.printf("cost cases: %5d %s%n", count, what));
        System.out.printf(
                "cost cases: %d of %d with a price in the book agree (%.2f %%), %d disagree for a known reason, %d for none%n",
                agreed,
                agreed + disagreed,
                100.0 * agreed / (agreed + disagreed),
                disagreed - UNEXPLAINED.size(),
                UNEXPLAINED.size());
    }

    private static void rate(CostCase row) {
        if (!row.notMetered().isEmpty()) {
            count(row, "use what the ledger has no meter for: " + row.notMetered());
            return;
        }
        switch (BOOK.rate(row.request())) {
            case Unpriced unpriced -> {
                count(row, "have no price in the book: " + unpriced.reason().id());
                if (unpriced.reason() == UnpricedReason.NO_PRICE_AT_TIME) {
                    OUT_OF_TIME.add(row);
                }
            }
            case Free free -> count(row, "are free by definition: " + free.reason());
            case Priced priced -> compare(row, new BigDecimal(priced.costPico(), 12));
        }
    }

    private static void compare(CostCase row, BigDecimal cost) {
        if (row.agreesWith(cost)) {
            agreed++;
            count(row, "agree");
            return;
        }
        disagreed++;
        var known = KnownDisagreement.of(row);
        String reason = known.map(KnownDisagreement::reason).orElse("no known reason");
        String miss = row + ": peer " + row.expectedCost() + ", book "
                + cost.stripTrailingZeros().toPlainString();
        System.out.println("cost cases: miss " + miss + " (" + reason + ")");
        count(row, "disagree: " + reason);
        known.ifPresentOrElse(MET::add, () -> UNEXPLAINED.add(miss));
    }

    private static void count(CostCase row, String what) {
        COUNTS.merge(row.file() + " " + what, 1, Integer::sum);
    }

    @Test
    void everyDisagreementHasAKnownReason() {
        assertThat(UNEXPLAINED).isEmpty();
    }

    @Test
    void nearlyAllCasesAgree() {
        assertThat(agreed).isGreaterThan(1_150);
        assertThat(agreed * 100L).isGreaterThan(96L * (agreed + disagreed));
    }

    @Test
    void everyKnownReasonIsStillMet() {
        assertThat(MET).containsExactlyInAnyOrderElementsOf(KnownDisagreement.ALL);
    }

    @Test
    void casesOutOfTimeAreFromBeforeTheModelExisted() {
        Map<String, Instant> firstPrice = new HashMap<>();
        Map<String, List<String>> aliases = BundledBook.names().stream()
                .collect(Collectors.groupingBy(
                        ModelName::model, Collectors.mapping(ModelName::name, Collectors.toList())));
        for (PriceRow row : BundledBook.rows()) {
            String model = row.key().model();
            Stream.concat(Stream.of(model), aliases.getOrDefault(model, List.of()).stream())
                    .forEach(name -> firstPrice.merge(name, row.range().from(), (a, b) -> a.isBefore(b) ? a : b));
        }
        assertThat(OUT_OF_TIME)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.request().at())
                        .isBefore(firstPrice.get(row.request().model())));
    }
}
