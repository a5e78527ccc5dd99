package io.tokenledger.pricing.pricebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tokenledger.contract.Meter;
import io.tokenledger.pricing.PricingDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code GET /v1/prices} reads, over a book with three imports of one model and a contract. */
class PriceHistoryIT {
    private static final Instant IN_MAY = Instant.parse("2025-05-10T00:00:00Z");
    private static final Instant IN_JULY = Instant.parse("2025-07-10T00:00:00Z");
    private static final Instant FAR_AHEAD = Instant.parse("2100-01-01T00:00:00Z");

    private static PricingDatabase database;
    private static PriceHistory history;
    private static Instant beforeTheCut;

    @BeforeAll
    static void importPrices() throws SQLException {
        database = PricingDatabase.start();
        history = new PriceHistory(database.appDataSource());
        importLines("m,m-1,standard,2025-01-01,,10", "m,,batch,2025-01-01,,5", "n,,standard,2025-01-01,,1");
        beforeTheCut = Instant.now();
        importLines("m,,standard,2025-06-01,2025-08-01,2");
        new PricePublication(database.appDataSource())
                .publish(new Publication(
                        List.of(read("m,,standard,2025-01-01,,7")
                                .rows()
                                .getFirst()
                                .forTenant("acme")),
                        List.of(),
                        List.of(),
                        "tester",
                        "test",
                        false));
    }

    @AfterAll
    static void stopDatabase() {
        database.close();
    }

    private static void importLines(String... lines) throws SQLException {
        var origin = new ImportOrigin("native", "test", "", "tester", "test");
        new PriceImport(database.appDataSource()).run(read(lines), origin, ImportSelection.EVERYTHING, false);
    }

    private static PriceFile read(String... lines) {
        var csv = new StringBuilder(
                "model,aliases,service_tier,valid_from,valid_until,input,provider,currency,source,source_date\n");
        for (String line : lines) {
            csv.append(line).append(",test,USD,price page,2025-01-01\n");
        }
        return NativePriceCsv.read(csv.toString());
    }

    private static PriceQuery query(
            @Nullable String model, @Nullable String tenant, @Nullable Instant at, Instant known) {
        return new PriceQuery("test", model, null, tenant, at, known, null, 100);
    }

    @Test
    void priceInForceIsCutByWhatWasLearntLater() throws SQLException {
        assertThat(history.inForce(query("m", null, IN_MAY, FAR_AHEAD)))
                .extracting(price -> price.key().serviceTier(), PriceEntry::range, price -> input(price))
                .containsExactly(
                        tuple("batch", range("2025-01-01", null), 5_000_000L),
                        tuple("standard", range("2025-01-01", "2025-06-01"), 10_000_000L));
        assertThat(history.inForce(query("m", null, Instant.parse("2025-09-01T00:00:00Z"), FAR_AHEAD)))
                .extracting(PriceEntry::range)
                .contains(range("2025-08-01", null));
        assertThat(history.inForce(query("m", null, IN_JULY, FAR_AHEAD)))
                .extracting(PriceEntry::range, price -> input(price))
                .contains(tuple(range("2025-06-01", "2025-08-01"), 2_000_000L));
    }

    @Test
    void whatWasBelievedBeforeTheCutStaysKnown() throws SQLException {
        assertThat(history.inForce(query("m", null, IN_JULY, beforeTheCut)))
                .extracting(PriceEntry::range, price -> input(price))
                .contains(tuple(range("2025-01-01", null), 10_000_000L));
        assertThat(history.inForce(query("m", null, IN_JULY, Instant.parse("2020-01-01T00:00:00Z"))))
                .isEmpty();
    }

    @Test
    void aliasFindsItsModelAndAnUnknownOneNothing() throws SQLException {
        assertThat(history.inForce(query("m-1", null, IN_MAY, FAR_AHEAD)))
                .hasSize(2)
                .allSatisfy(price -> assertThat(price.aliases()).containsExactly("m-1"));
        assertThat(history.inForce(query("x", null, IN_MAY, FAR_AHEAD))).isEmpty();
    }

    @Test
    void aliasIsThatOfTheTimeAndAUsersComesBeforeTheProducts() throws SQLException {
        try (PricingDatabase own = PricingDatabase.start()) {
            var prices = new PriceImport(own.appDataSource());
            var mine = new ImportOrigin("native", "test", "", "tester", "test");
            var bundled = new ImportOrigin(ImportOrigin.BUNDLED, "test", "", "tokenledger", "test");
            var names = new PriceHistory(own.appDataSource());
            prices.run(
                    read("old,wanderer,standard,2025-01-01,,1", "new,,standard,2025-01-01,,2"),
                    mine,
                    ImportSelection.EVERYTHING,
                    false);
            Instant before = Instant.now();
            prices.run(read("new,wanderer,standard,2025-01-01,,2"), mine, ImportSelection.EVERYTHING, false);
            PriceFile product = read("theirs,wanderer;theirs-1,standard,2025-01-01,,3");
            prices.run(product, bundled, ImportSelection.EVERYTHING, false);

            assertThat(names.inForce(query("wanderer", null, IN_MAY, before)))
                    .extracting(price -> price.key().model(), PriceEntry::aliases)
                    .containsExactly(tuple("old", List.of("wanderer")));
            assertThat(names.inForce(query("wanderer", null, IN_MAY, FAR_AHEAD)))
                    .extracting(price -> price.key().model(), PriceEntry::aliases)
                    .containsExactly(tuple("new", List.of("wanderer")));
            assertThat(names.inForce(query("old", null, IN_MAY, FAR_AHEAD)))
                    .extracting(PriceEntry::aliases)
                    .containsExactly(List.of());
            assertThat(names.inForce(query("theirs", null, IN_MAY, FAR_AHEAD)))
                    .extracting(PriceEntry::aliases)
                    .containsExactly(List.of("theirs-1"));
        }
    }

    @Test
    void contractIsShownToItsTenantOnly() throws SQLException {
        assertThat(history.inForce(query("m", "acme", IN_MAY, FAR_AHEAD)))
                .extracting(price -> price.key().tenant())
                .containsExactlyInAnyOrder("", "", "acme");
        assertThat(history.inForce(query("m", "other", IN_MAY, FAR_AHEAD)))
                .extracting(price -> price.key().tenant())
                .containsOnly("");
    }

    @Test
    void historyHasEveryVersionAndPagesAreWhole() throws SQLException {
        List<PriceEntry> all = history.allVersions(query(null, "acme", null, FAR_AHEAD));
        assertThat(all).hasSize(5);
        var paged = new ArrayList<PriceEntry>();
        PriceCursor cursor = null;
        do {
            List<PriceEntry> page =
                    history.allVersions(new PriceQuery("test", null, null, "acme", null, FAR_AHEAD, cursor, 2));
            paged.addAll(page);
            cursor = page.size() == 2
                    ? PriceCursor.parse(PriceCursor.after(page.getLast()).text())
                    : null;
        } while (cursor != null);
        assertThat(paged)
                .extracting(PriceEntry::priceId)
                .containsExactlyElementsOf(all.stream().map(PriceEntry::priceId).toList());
    }

    private static @Nullable Long input(PriceEntry price) {
        return price.rates().own().get(Meter.INPUT);
    }

    private static ValidRange range(String from, @Nullable String until) {
        return new ValidRange(
                Instant.parse(from + "T00:00:00Z"), until == null ? null : Instant.parse(until + "T00:00:00Z"));
    }
}
