package io.tokenledger.report.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.reconciliation.BookedCell.Sort;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** A known error is put between bill and books; the split has to name it, with the amount that is computed by hand. */
class ComparisonTest {
    private static final String STANDARD = "standard";
    private static final int EXACT = 12;
    private static final int CENTS = 2;

    @Test
    void billThatSaysWhatTheBooksSayHasNoVariance() {
        assertThat(new Bill(EXACT)
                        .bills("input", STANDARD, "1000000", "2.5")
                        .books("input", STANDARD, 1_000_000, "2.5")
                        .compared())
                .isEmpty();
    }

    @Test
    void droppedEventsAreMissingUsageAtThePriceOfTheBooks() {
        // 3 % of a million tokens at $2.50 for a million are 30 000 tokens, $0.075; of 200 000 at $10 they are $0.06.
        assertThat(new Bill(EXACT)
                        .bills("input", STANDARD, "1000000", "2.5")
                        .bills("output", STANDARD, "200000", "2")
                        .books("input", STANDARD, 970_000, "2.5")
                        .books("output", STANDARD, 194_000, "10")
                        .compared())
                .containsExactly("missing_usage standard input 30000 0.075", "missing_usage standard output 6000 0.06");
    }

    @Test
    void usageThatWasBookedTwiceIsExtra() {
        assertThat(new Bill(EXACT)
                        .bills("input", STANDARD, "1000000", "2.5")
                        .books("input", STANDARD, 2_000_000, "2.5")
                        .compared())
                .containsExactly("extra_usage standard input 1000000 -2.5");
    }

    @Test
    void oldPriceIsAPriceVariance() {
        // Booked at $10 for a million, billed at $2: 500 000 tokens, $-4.
        assertThat(new Bill(EXACT)
                        .bills("input", STANDARD, "500000", "1")
                        .books("input", STANDARD, 500_000, "10")
                        .compared())
                .containsExactly("price standard input -4");
    }

    @Test
    void missingUsageAndOldPriceAreToldApart() {
        // Booked 400 000 at $10 ($4), billed 500 000 at $2 ($1): missing 100 000 at $10 are $1, the price is the rest,
        // $-4.
        assertThat(new Bill(EXACT)
                        .bills("input", STANDARD, "500000", "1")
                        .books("input", STANDARD, 400_000, "10")
                        .compared())
                .containsExactly("missing_usage standard input 100000 1", "price standard input -4");
    }

    @Test
    void batchThatWasBookedAsStandardIsATierVariance() {
        // 300 000 of a million tokens at half of $2.50: 300 000 × (1.25 − 2.50) for a million are $-0.375.
        assertThat(new Bill(EXACT)
                        .bills("input", STANDARD, "700000", "1.75")
                        .bills("input", "batch", "300000", "0.375")
                        .books("input", STANDARD, 1_000_000, "2.5")
                        .compared())
                .containsExactly("tier standard batch input 300000 -0.375");
    }

    @Test
    void cachedTokensThatWereBookedAsPlainOnesAreACacheVariance() {
        // 400 000 tokens at $1.25 in place of $2.50 for a million: $-0.5; and the other way round.
        assertThat(new Bill(EXACT)
                        .bills("input", STANDARD, "600000", "1.5")
                        .bills("cached_input", STANDARD, "500000", "0.625")
                        .books("input", STANDARD, 1_000_000, "2.5")
                        .books("cached_input", STANDARD, 100_000, "1.25")
                        .compared())
                .containsExactly("cache_class input standard cached_input 400000 -0.5");
        assertThat(new Bill(EXACT)
                        .bills("input", STANDARD, "1000000", "2.5")
                        .books("input", STANDARD, 600_000, "2.5")
                        .books("cached_input", STANDARD, 400_000, "1.25")
                        .compared())
                .containsExactly("cache_class cached_input standard input 400000 0.5");
    }

    @Test
    void amountsInCentsAreRoundedAndNotOtherPrices() {
        // 1 234 567 tokens at $2.50 for a million are $3.0864175; the bill says $3.09.
        assertThat(new Bill(CENTS)
                        .bills("input", STANDARD, "1234567", "3.09")
                        .books("input", STANDARD, 1_234_567, "2.5")
                        .compared())
                .containsExactly("rounding standard input 0.0035825");
        assertThat(new Bill(EXACT)
                        .bills("input", STANDARD, "1234567", "3.09")
                        .books("input", STANDARD, 1_234_567, "2.5")
                        .compared())
                .containsExactly("price standard input 0.0035825");
    }

    @Test
    void moneyWithoutAQuantityIsNeverToldToBeUsageOrPrice() {
        assertThat(new Bill(EXACT)
                        .bills("input", STANDARD, null, "2.4")
                        .books("input", STANDARD, 1_000_000, "2.5")
                        .books("cached_input", STANDARD, 100_000, "1.25")
                        .compared())
                .containsExactly("amount_only standard cached_input -0.125", "amount_only standard input -0.1");
    }

    @Test
    void usageReportGivesTheQuantitiesThatTheCostsLack() {
        assertThat(new Bill(EXACT)
                        .bills("input", STANDARD, null, "2.5")
                        .used("input", STANDARD, "1000000")
                        .books("input", STANDARD, 970_000, "2.5")
                        .compared())
                .containsExactly("missing_usage standard input 30000 0.075");
    }

    @Test
    void usageReportAloneSaysNothingOfMoney() {
        assertThat(new Bill(EXACT)
                        .used("input", STANDARD, "1000000")
                        .books("input", STANDARD, 1_000_000, "2.5")
                        .compared())
                .containsExactly("unexplained standard input -2.5");
    }

    @Test
    void creditsChargesCorrectionsAndLateUsageHaveTheirParts() {
        assertThat(new Bill(EXACT)
                        .bills(new LineMeaning("", LineMeaning.CREDIT, STANDARD), "promo", "-5")
                        .bills(new LineMeaning("", LineMeaning.ROUNDING, STANDARD), "rounding_error", "0.00001")
                        .bills(null, "Vector storage", "1.5")
                        .bills(null, "Vector storage", "0.5")
                        .bills("input", STANDARD, "1000000", "2.5")
                        .books("input", STANDARD, 900_000, "2.5")
                        .books(Sort.LATE, "0.25")
                        .books(Sort.CHARGE, "-3")
                        .books(Sort.CORRECTION, "0.1")
                        .compared())
                .containsExactly(
                        "unmapped Vector storage 2",
                        "credits credit promo -5",
                        "credits standard charge 3",
                        "late standard late -0.25",
                        "missing_usage standard input 100000 0.25",
                        "price standard correction -0.1",
                        "rounding rounding rounding_error 0.00001");
    }

    @Test
    void reasoningIsBilledAsOutputUnlessTheVendorHasALineForIt() {
        assertThat(new Bill(EXACT)
                        .bills("output", STANDARD, "300", "0.003")
                        .books("output", STANDARD, 100, "10")
                        .books("reasoning", STANDARD, 200, "10")
                        .compared())
                .isEmpty();
        assertThat(new Bill(EXACT)
                        .bills("output", STANDARD, "100", "0.001")
                        .bills("reasoning", STANDARD, "250", "0.0025")
                        .books("output", STANDARD, 100, "10")
                        .books("reasoning", STANDARD, 200, "10")
                        .compared())
                .containsExactly("missing_usage standard reasoning 50 0.0005");
    }

    @Test
    void modelThatIsBilledAndNotBookedIsMissingAndOneThatIsBookedAndNotBilledIsExtra() {
        assertThat(new Bill(EXACT).bills("input", STANDARD, "100", "0.7").compared())
                .containsExactly("missing_usage standard input 100 0.7");
        assertThat(new Bill(EXACT).books("input", STANDARD, 100, "7").compared())
                .containsExactly("extra_usage standard input 100 -0.0007");
    }

    @Test
    void unpricedUsageIsAPriceThatTheBooksLack() {
        assertThat(new Bill(EXACT)
                        .bills("input", STANDARD, "100", "0.7")
                        .booksUnpriced("input", 100)
                        .compared())
                .containsExactly("price standard input 0.7");
    }

    @Test
    void searchesThatAreBilledWithoutAModelAreComparedWithoutOne() {
        Bill bill = new Bill(EXACT)
                .bills(new LineMeaning("", "web_searches", STANDARD), "web search tool calls", "0.3")
                .books("web_searches", STANDARD, 20, "10000");
        assertThat(bill.compared()).containsExactly("amount_only web_searches 0.1");
    }

    /** As it stands in docs/reconciliation.md. */
    @Test
    void severalCausesAreTakenApartInTheirOrder() {
        assertThat(new Bill(EXACT)
                        .bills("input", STANDARD, "630000", "1.575")
                        .bills("cached_input", STANDARD, "500000", "0.6")
                        .books("input", STANDARD, 1_000_000, "2.5")
                        .books("cached_input", STANDARD, 100_000, "1.25")
                        .compared())
                .containsExactly(
                        "cache_class input standard cached_input 370000 -0.4625",
                        "missing_usage standard cached_input 30000 0.0375",
                        "price standard cached_input -0.025");
    }

    @Test
    void cacheMovesAreTakenBeforeTierMoves() {
        // Both would account for it; the order says cache first: 100 tokens within each tier.
        Bill bill = new Bill(EXACT)
                .bills("input", STANDARD, "0", "0")
                .bills("cached_input", STANDARD, "100", "0.000125")
                .bills("input", "batch", "100", "0.000125")
                .bills("cached_input", "batch", "0", "0")
                .books("input", STANDARD, 100, "2.5")
                .books("cached_input", "batch", 100, "0.6");
        assertThat(bill.compared())
                .containsExactly(
                        "cache_class cached_input batch input 100 0.000065",
                        "cache_class input standard cached_input 100 -0.000125");
        assertThat(Comparison.of(bill.billed, bill.booked, _ -> null)
                        .totals()
                        .all()
                        .billedPico())
                .isEqualTo(new BigInteger("250000000"));
    }
}
