package io.tokenledger.report.directcost;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.accounting.AccountingSettings.CalendarKind;
import io.tokenledger.report.costcenter.Condition;
import io.tokenledger.report.costcenter.CostCenter;
import io.tokenledger.report.costcenter.MappingRule;
import io.tokenledger.report.costcenter.Organisation;
import io.tokenledger.report.directcost.RandomBooks.Factor;
import io.tokenledger.report.directcost.RandomBooks.PriceList;
import io.tokenledger.report.fixture.LedgerEntries;
import io.tokenledger.report.fixture.LedgerEntry;
import io.tokenledger.report.fixture.ListPrice;
import io.tokenledger.report.fixture.PriceFactor;
import io.tokenledger.report.fixture.Rate;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.period.Period;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Direct costs of random books, held against a recomputation of every entry by itself. A tenant per run. */
class RandomDirectCostIT {
    private static final long SEED = Long.getLong("tokenledger.seed", System.nanoTime());
    private static final int RUNS = 20;
    private static final int EVENTS = 150;
    private static final ZoneId ZONE = ZoneId.of("Asia/Kathmandu");
    /** June of Kathmandu begins in May of UTC. */
    private static final Period JUNE =
            new Period(Instant.parse("2026-05-31T18:15:00Z"), Instant.parse("2026-06-30T18:15:00Z"), ZONE);

    private static final LocalDate REORGANISED = LocalDate.of(2026, 6, 12);
    private static final UUID BY_USER = new UUID(0, 1);
    private static final UUID BY_KEY = new UUID(0, 2);
    private static final UUID BY_TEAM = new UUID(0, 3);

    private static final List<PriceList> LISTS = new ArrayList<>();
    private static final List<Factor> FACTORS = new ArrayList<>();
    private static final Map<LocalDate, BigDecimal> DOLLARS_PER_EURO = new TreeMap<>();
    private static TestLedger ledger = new TestLedger("random_direct_cost");
    private static long lastVersion;

    @BeforeAll
    static void publishPrices() {
        ledger = TestLedger.empty("random_direct_cost");
        addLists();
        String discounted = "run_";
        var uplift = new PriceFactor("", "eu", "openai", "", 1_100_003, "2026-05-20", null).publish(ledger);
        FACTORS.add(
                new Factor("eu", 1_100_003, Instant.parse("2026-05-20T00:00:00Z"), uplift.version(), Long.MAX_VALUE));
        List<PriceFactor.Published> discounts = new ArrayList<>();
        for (int run = 0; run < RUNS; run += 2) {
            discounts.add(
                    new PriceFactor(discounted + run, "", "openai", "", 850_001, "2026-06-05", null).publish(ledger));
        }
        lastVersion = discounts.getLast().version() + 3;
        Random random = new Random(SEED);
        List<Rate> rates = new ArrayList<>();
        for (LocalDate day = LocalDate.of(2026, 5, 1); day.getMonthValue() < 7; day = day.plusDays(1)) {
            if (day.getDayOfMonth() % 3 == 0) {
                String rate = "1." + (1 + random.nextInt(9_999));
                rates.add(new Rate("USD", day.toString(), rate));
                DOLLARS_PER_EURO.put(day, new BigDecimal(rate));
            }
        }
        Rate.publish(ledger, rates);
    }

    private static void addLists() {
        Instant cut = Instant.parse("2026-06-15T00:00:00Z");
        Instant first = Instant.parse("2026-01-01T00:00:00Z");
        Instant end = Instant.parse("2027-01-01T00:00:00Z");
        List<Long> ids = ListPrice.publish(
                ledger,
                List.of(
                        list("o4-mini", "USD", first, cut, 1_100_001, 275_003, 4_400_009),
                        list("o4-mini", "USD", cut, end, 1_000_007, 250_001, 4_000_013),
                        list("o3", "EUR", first, end, 2_000_011, 500_009, 8_000_017)));
        LISTS.clear();
        LISTS.add(new PriceList(ids.get(0), "o4-mini", "USD", first, cut, rates(1_100_001, 275_003, 4_400_009)));
        LISTS.add(new PriceList(ids.get(1), "o4-mini", "USD", cut, end, rates(1_000_007, 250_001, 4_000_013)));
        LISTS.add(new PriceList(ids.get(2), "o3", "EUR", first, end, rates(2_000_011, 500_009, 8_000_017)));
    }

    private static ListPrice list(
            String model, String currency, Instant from, Instant until, long input, long cached, long output) {
        return new ListPrice(
                "",
                "openai",
                model,
                "standard",
                0,
                from.toString(),
                until.toString(),
                currency,
                rates(input, cached, output));
    }

    private static Map<String, Long> rates(long input, long cached, long output) {
        return Map.of("input", input, "cached_input", cached, "output", output);
    }

    @Test
    void everyLineIsWhatItsEntriesAddUpToOneByOneInAnyOrder() throws SQLException {
        List<LedgerEntry> all = new ArrayList<>();
        List<RandomBooks> books = new ArrayList<>();
        List<List<LedgerEntry>> byRun = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            List<Factor> factors = new ArrayList<>();
            if (run % 2 == 0) { // its own discount beside everybody's uplift
                factors.addAll(FACTORS);
                long from = FACTORS.getFirst().fromVersion() + 1 + run / 2;
                factors.add(new Factor(null, 850_001, Instant.parse("2026-06-05T00:00:00Z"), from, Long.MAX_VALUE));
            }
            var book = new RandomBooks(SEED + run, "run_" + run, LISTS, factors, lastVersion);
            books.add(book);
            byRun.add(book.entries(EVENTS));
            all.addAll(byRun.getLast());
        }
        Collections.shuffle(all, new Random(SEED));
        LedgerEntries.book(ledger, all);

        for (int run = 0; run < RUNS; run++) {
            String seed = "seed " + SEED + ", run " + run;
            DirectCosts costs = read("run_" + run);
            Map<String, Recomputed> expected = recomputed(books.get(run), byRun.get(run));
            Map<String, Recomputed> found = new TreeMap<>();
            for (DirectLine line : costs.lines()) {
                Recomputed before =
                        found.put(name(line.key()), new Recomputed(line.quantity(), line.costPico(), line.bookPico()));
                assertThat(before).as(seed + ": a line per key").isNull();
            }
            assertThat(found).as(seed).isEqualTo(expected);
            assertThat(sums(costs)).as(seed).isEqualTo(ledgerSums(byRun.get(run)));
        }
    }

    /** Quantity, cost, and cost in the currency of the books. */
    private record Recomputed(
            long quantity,
            @Nullable BigInteger costPico,
            @Nullable BigInteger bookPico) {}

    private static Map<String, BigInteger> sums(DirectCosts costs) {
        Map<String, BigInteger> sums = new TreeMap<>();
        costs.lines().stream()
                .filter(line -> line.costPico() != null)
                .forEach(line -> sums.merge(line.key().currency(), line.costPico(), BigInteger::add));
        return sums;
    }

    private static Map<String, BigInteger> ledgerSums(List<LedgerEntry> entries) {
        Map<String, BigInteger> sums = new TreeMap<>();
        entries.stream()
                .filter(entry -> entry.costPico() != null && isInJune(entry))
                .forEach(entry -> sums.merge(entry.currency(), entry.costPico(), BigInteger::add));
        return sums;
    }

    private static boolean isInJune(LedgerEntry entry) {
        return !entry.counts().isBefore(JUNE.from()) && entry.counts().isBefore(JUNE.to());
    }

    /** Every entry by itself: its parts go to the cell of their line and day, which is converted once. */
    private static Map<String, Recomputed> recomputed(RandomBooks book, List<LedgerEntry> entries) {
        Map<String, Map<LocalDate, Recomputed>> cells = new TreeMap<>();
        for (LedgerEntry entry : entries) {
            if (!isInJune(entry)) {
                continue;
            }
            LocalDate day = LocalDate.ofInstant(entry.counts(), ZoneOffset.UTC);
            BigInteger rest = entry.costPico();
            boolean event = !entry.kind().equals("charge") && !entry.kind().equals("correction");
            PriceList list = LISTS.stream()
                    .filter(one -> entry.priceId() != null && one.id() == entry.priceId())
                    .findFirst()
                    .orElse(null);
            for (Map.Entry<String, Long> used : entry.meters().entrySet()) {
                Long unit = list == null ? null : unit(book, list, used.getKey(), entry);
                BigInteger cost = unit == null
                        ? null
                        : BigInteger.valueOf(used.getValue()).multiply(BigInteger.valueOf(unit));
                rest = cost == null || rest == null ? rest : rest.subtract(cost);
                add(cells, line(entry, used.getKey(), unit), day, used.getValue(), cost);
            }
            if (rest != null && (rest.signum() != 0 || !event)) {
                String meter = entry.kind().equals("charge") ? "charge" : "correction";
                add(cells, line(entry, meter, null), day, 0, rest);
            }
        }
        Map<String, Recomputed> lines = new TreeMap<>();
        cells.forEach((line, days) -> {
            Recomputed sum = days.entrySet().stream()
                    .map(cell -> booked(cell.getValue(), cell.getKey(), line.contains(" EUR ")))
                    .reduce(RandomDirectCostIT::plus)
                    .orElseThrow();
            if (sum.quantity() != 0 || !isNothing(sum.costPico()) || !isNothing(sum.bookPico())) {
                lines.put(line, sum);
            }
        });
        return lines;
    }

    private static boolean isNothing(@Nullable BigInteger pico) {
        return pico == null || pico.signum() == 0;
    }

    /** A reversal takes out what was booked by the version before; here these are without uplifts and discounts. */
    private static long unit(RandomBooks book, PriceList list, String meter, LedgerEntry entry) {
        return book.unit(list, meter, entry, entry.bookVersion() == null ? 1 : entry.bookVersion());
    }

    private static Recomputed booked(Recomputed cell, LocalDate day, boolean euro) {
        if (cell.costPico() == null || !euro) {
            return new Recomputed(cell.quantity(), cell.costPico(), cell.costPico());
        }
        LocalDate published = day;
        while (!DOLLARS_PER_EURO.containsKey(published)) {
            published = published.minusDays(1);
        }
        BigInteger dollars = new BigDecimal(cell.costPico())
                .multiply(DOLLARS_PER_EURO.get(published))
                .setScale(0, RoundingMode.HALF_EVEN)
                .toBigIntegerExact();
        return new Recomputed(cell.quantity(), cell.costPico(), dollars);
    }

    private static void add(
            Map<String, Map<LocalDate, Recomputed>> cells,
            String line,
            LocalDate day,
            long quantity,
            @Nullable BigInteger cost) {
        cells.computeIfAbsent(line, _ -> new TreeMap<>())
                .merge(day, new Recomputed(quantity, cost, cost), RandomDirectCostIT::plus);
    }

    private static Recomputed plus(Recomputed one, Recomputed other) {
        return new Recomputed(
                one.quantity() + other.quantity(),
                plus(one.costPico(), other.costPico()),
                plus(one.bookPico(), other.bookPico()));
    }

    private static @Nullable BigInteger plus(@Nullable BigInteger one, @Nullable BigInteger other) {
        return one == null || other == null ? null : one.add(other);
    }

    private static String line(LedgerEntry entry, String meter, @Nullable Long unit) {
        boolean later = entry.kind().equals("charge") || entry.kind().equals("correction");
        String kind = entry.kind().equals("charge") ? "CHARGE" : entry.accountedAt() == null ? "USAGE" : "ADJUSTMENT";
        boolean may = entry.occurredAt().isBefore(JUNE.from());
        return String.join(
                " ",
                payer(entry),
                kind,
                entry.accountedAt() == null ? "-" : may ? "2026-05" : "2026-06",
                later ? entry.reference() : "-",
                entry.attributes().getOrDefault("team", "-"),
                entry.attributes().get("model"),
                entry.attributes().get("service_tier"),
                entry.attributes().getOrDefault("region", "-"),
                meter,
                String.valueOf(entry.priceId()),
                String.valueOf(unit),
                entry.currency(),
                ".");
    }

    private static String name(LineKey key) {
        return String.join(
                " ",
                key.attribution().costCenter() + "/" + key.attribution().rule(),
                key.kind().name(),
                key.adjusts() == null ? "-" : key.adjusts(),
                key.reference() == null ? "-" : key.reference(),
                key.team() == null ? "-" : key.team(),
                key.model(),
                key.serviceTier(),
                key.region() == null ? "-" : key.region(),
                key.meter(),
                String.valueOf(key.priceId()),
                String.valueOf(key.unitPricePico()),
                key.currency(),
                ".");
    }

    private static String payer(LedgerEntry entry) {
        boolean reorganised =
                !entry.counts().isBefore(REORGANISED.atStartOfDay(ZONE).toInstant());
        if (!reorganised && "ann".equals(entry.attributes().get("user"))) {
            return "people/" + BY_USER;
        }
        if (reorganised && "k1".equals(entry.attributes().get("tag.api_key"))) {
            return "keys/" + BY_KEY;
        }
        return "search".equals(entry.attributes().get("team")) ? "teams/" + BY_TEAM : "unattributed/null";
    }

    private static DirectCosts read(String tenant) throws SQLException {
        AccountingSettings standard = AccountingSettings.standard(tenant);
        var settings = new AccountingSettings(
                tenant, ZONE, "USD", CalendarKind.MONTHS, Month.APRIL, false, standard.limits(), standard.accounts());
        LocalDate start = LocalDate.of(2026, 1, 1);
        Organisation organisation = Organisation.of(
                settings,
                List.of(center(tenant, "people"), center(tenant, "keys"), center(tenant, "teams")),
                List.of(
                        rule(BY_USER, tenant, 1, Condition.of("user", "ann"), "people", start, REORGANISED),
                        rule(BY_KEY, tenant, 2, Condition.of("key", "k1"), "keys", REORGANISED, null),
                        rule(BY_TEAM, tenant, 3, Condition.of("team", "search"), "teams", start, null)));
        try (Connection connection = ledger.serviceDataSource("").getConnection()) {
            connection.setAutoCommit(false);
            return DirectCostReader.read(connection, settings, JUNE, organisation);
        }
    }

    private static CostCenter center(String tenant, String code) {
        LocalDate start = LocalDate.of(2026, 1, 1);
        return new CostCenter(tenant, code, code, null, null, null, null, CostCenter.View.CHARGEBACK, start, null);
    }

    private static MappingRule rule(
            UUID id,
            String tenant,
            int position,
            Condition condition,
            String center,
            LocalDate from,
            @Nullable LocalDate until) {
        return new MappingRule(id, tenant, position, List.of(condition), center, from, until);
    }
}
