package io.tokenledger.pricing.pricebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tokenledger.pricing.PricingDatabase;
import io.tokenledger.pricing.pricebook.format.FileContext;
import io.tokenledger.pricing.pricebook.format.GenaiPrices;
import io.tokenledger.pricing.pricebook.format.LiteLlmPrices;
import io.tokenledger.pricing.rating.PriceBook;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Both peers' price files, imported into a real price book, against every reference cost case. */
class PriceParityIT {
    private static PriceParity parity;
    private static String imported = "";
    private static final List<String> NOT_FOUND_AGAIN = new ArrayList<>();
    private static int foundAgain;

    @BeforeAll
    static void importAndCompare() throws Exception {
        Path folder = Path.of(System.getProperty("tokenledger.reference-data", "../shared/data"));
        for (String file : List.of(PriceParity.LITELLM_FILE, PriceParity.GENAI_FILE, PriceParity.CASES.getFirst())) {
            assumeTrue(Files.exists(folder.resolve(file)), () -> "reference data missing: " + folder.resolve(file));
        }
        try (PricingDatabase ofLitellm = PricingDatabase.start();
                PricingDatabase ofGenai = PricingDatabase.start()) {
            PriceBook litellm = book(ofLitellm, folder, PriceParity.LITELLM_FILE, "litellm");
            PriceBook genai = book(ofGenai, folder, PriceParity.GENAI_FILE, "genai-prices");
            parity = new PriceParity(folder, litellm, genai);
        }
        parity.agreed.forEach((what, count) -> System.out.printf("parity: %5d agree, %s%n", count, what));
        parity.outOfScope.forEach((what, count) -> System.out.printf("parity: %5d not held, %s%n", count, what));
        parity.misses.forEach(miss -> System.out.printf(
                "parity: miss %s: peer %s, book %s (%s)%n",
                miss.row(), miss.row().expectedCost(), miss.book(), miss.reason()));
    }

    private static PriceBook book(PricingDatabase database, Path folder, String file, String format)
            throws IOException, SQLException {
        var context = new FileContext(Instant.parse("2020-01-01T00:00:00Z"), file, LocalDate.parse("2026-08-01"));
        try (InputStream stream = Files.newInputStream(folder.resolve(file));
                Connection connection = database.appDataSource().getConnection()) {
            PriceFile read =
                    format.equals("litellm") ? LiteLlmPrices.read(stream, context) : GenaiPrices.read(stream, context);
            var origin = new ImportOrigin(format, file, "", "tester", "test");
            long start = System.nanoTime();
            new PriceImport(database.appDataSource()).run(read, origin, ImportSelection.EVERYTHING, false);
            System.out.printf(
                    "parity: imported %d price lists of %s in %d ms%n",
                    read.rows().size(), file, (System.nanoTime() - start) / 1_000_000);
            int prices = read.rows().stream()
                    .mapToInt(row -> row.rates().own().size())
                    .sum();
            imported += "- `%s`: %d price lists, %d prices, %d other names of models, %d prices rounded%n"
                    .formatted(
                            file,
                            read.rows().size(),
                            prices,
                            read.names().size(),
                            read.rounded().size());
            findAgain(read, new PriceResource(new PriceHistory(database.appDataSource())));
            return new CurrentPriceBook().asOf(connection);
        }
    }

    /** Every price of the file, asked for with GET /v1/prices page by page at the time that it begins. */
    private static void findAgain(PriceFile file, PriceResource prices) throws SQLException {
        var begins = new TreeSet<Instant>();
        file.rows().forEach(row -> begins.add(row.range().from()));
        for (Instant at : begins) {
            var listed = new HashMap<String, Map<String, String>>();
            String cursor = null;
            do {
                PricesJson page = prices.prices(null, null, null, null, at.toString(), null, null, cursor, "1000");
                for (PricesJson.Entry entry : page.prices()) {
                    var rates = new TreeMap<String, String>();
                    entry.rates().forEach(rate -> rates.put(rate.meter(), rate.unitPrice()));
                    listed.put(
                            String.join(
                                    "|",
                                    entry.provider(),
                                    entry.model(),
                                    entry.serviceTier(),
                                    String.valueOf(entry.timeWindow()),
                                    Long.toString(entry.contextOverTokens())),
                            rates);
                }
                cursor = page.nextCursor();
            } while (cursor != null);
            for (PriceRow row : file.rows()) {
                if (row.range().from().equals(at)) {
                    compare(row, listed);
                }
            }
        }
    }

    private static void compare(PriceRow row, Map<String, Map<String, String>> listed) {
        PriceKey key = row.key();
        Map<String, String> rates = listed.getOrDefault(
                String.join(
                        "|",
                        key.provider(),
                        key.model(),
                        key.serviceTier(),
                        key.window().isAlways() ? "null" : key.window().text(),
                        Long.toString(key.contextOverTokens())),
                Map.of());
        row.rates().own().forEach((meter, pico) -> {
            String expected = BigDecimal.valueOf(pico, 12).stripTrailingZeros().toPlainString();
            if (expected.equals(rates.get(meter.id()))) {
                foundAgain++;
            } else {
                NOT_FOUND_AGAIN.add(
                        key + " " + meter.id() + ": " + expected + " is listed as " + rates.get(meter.id()));
            }
        });
    }

    @Test
    void everyImportedPriceIsListedWithItsValue() {
        System.out.printf("parity: %d imported prices found again in GET /v1/prices%n", foundAgain);
        assertThat(NOT_FOUND_AGAIN).isEmpty();
        assertThat(foundAgain).isGreaterThan(10_000);
    }

    @Test
    void committedReportIsThatOfThisRun() throws IOException {
        String report = ParityReport.of(parity, imported);
        String target = System.getProperty("tokenledger.parity-report", "");
        Path committed = Path.of("../docs/price-parity.md");
        if (!target.isEmpty()) {
            Files.writeString(Path.of(target), report);
        }
        assertThat(Files.readString(committed))
                .as("docs/price-parity.md: ./tokenledger parity writes it anew")
                .isEqualTo(report);
    }

    @Test
    void nearlyAllCasesWhosePriceTheFileHoldsAgree() {
        int agreed = parity.total(parity.agreed);
        int all = agreed + parity.misses.size();
        System.out.printf("parity: %d of %d agree (%.2f %%)%n", agreed, all, 100.0 * agreed / all);
        assertThat(agreed * 1_000L).isGreaterThanOrEqualTo(995L * all);
    }

    @Test
    void everyMissHasAReason() {
        assertThat(parity.misses).extracting(PriceParity.Miss::reason).doesNotContain(ParityReason.NONE);
    }
}
