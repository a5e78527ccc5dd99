package io.tokenledger.pricing.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tokenledger.pricing.PricingDatabase;
import io.tokenledger.pricing.problem.PricingError;
import io.tokenledger.pricing.problem.PricingProblem;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Imports and questions against a real PostgreSQL; every test has currencies of its own. */
class FxRatesIT {
    private static PricingDatabase database;
    private static FxImportResource imports;
    private static FxRateResource rates;

    @BeforeAll
    static void startDatabase() {
        database = PricingDatabase.start();
        imports = new FxImportResource(new FxImport(database.appDataSource()));
        rates = new FxRateResource(new FxRates(database.appDataSource()));
    }

    @AfterAll
    static void stopDatabase() {
        database.close();
    }

    @Test
    void fileIsTriedThenImportedThenChangesNothing() throws SQLException {
        String csv = "Date,USD,NOK,\n2026-11-20,1.1530,11.7,\n2026-11-19,1.1514,N/A,\n";

        assertThat(imported(csv, true)).satisfies(tried -> {
            assertThat(tried.importId()).isNull();
            assertThat(tried.dryRun()).isTrue();
            assertThat(tried.added()).isEqualTo(3);
            assertThat(tried.notAvailable()).isEqualTo(1);
        });
        assertThat(rows("NOK")).isZero();

        assertThat(imported(csv)).satisfies(first -> {
            assertThat(first.importId()).isNotNull();
            assertThat(first.added()).isEqualTo(3);
            assertThat(first.unchanged()).isZero();
        });
        assertThat(rate("NOK", "2026-11-20").rate()).isEqualTo("11.7");

        assertThat(imported(csv.replace("1.1530", "1.153"))).satisfies(again -> {
            assertThat(again.importId())
                    .as("another way to write the same number")
                    .isNull();
            assertThat(again.added()).isZero();
            assertThat(again.changed()).isZero();
            assertThat(again.unchanged()).isEqualTo(3);
        });
        assertThat(rows("NOK")).isEqualTo(1);
    }

    @Test
    void laterStatementSupersedesAndBothStayKnown() throws SQLException {
        imported("Date,SEK,\n2026-11-20,11.01,\n2026-11-19,11.02,\n");
        Instant between = Instant.now();

        FxImportJson corrected = imported("Date,SEK,\n2026-11-20,11.10,\n2026-11-19,11.02,\n");

        assertThat(corrected.unchanged()).isEqualTo(1);
        assertThat(corrected.changes())
                .containsExactly(new FxImportJson.Change(2, "SEK", LocalDate.parse("2026-11-20"), "11.01", "11.10"));
        assertThat(rate("SEK", "2026-11-20").rate()).isEqualTo("11.1");
        FxRateJson before = rate("EUR", "SEK", "2026-11-20", between);
        assertThat(before.rate()).isEqualTo("11.01");
        assertThat(before.knownFrom()).isBeforeOrEqualTo(between);
        noRate("SEK", "2026-11-20", before.perEuro().getFirst().knownFrom().minusMillis(1));

        FxHistoryJson history = history("SEK", "2026-11-20", null, null);
        assertThat(history.rates()).extracting(FxHistoryJson.Entry::rate).containsExactly("11.01", "11.1");
        assertThat(history.rates().get(0).knownUntil())
                .isEqualTo(history.rates().get(1).knownFrom());
        assertThat(history.rates().get(1).knownUntil()).isNull();
        assertThat(history.rates().get(1).author()).isEqualTo("treasury");
        assertThat(history.rates().get(1).reason()).isEqualTo("daily rates");
    }

    @Test
    void dayWithoutARateTakesTheNewestOfTheSevenDaysBefore() throws SQLException {
        imported("Date,CHF,\n2026-11-06,0.93,\n2026-11-05,0.92,\n"); // a Friday and a Thursday

        assertThat(rate("CHF", "2026-11-05").rate()).isEqualTo("0.92");
        assertThat(rate("CHF", "2026-11-07").rate()).isEqualTo("0.93");
        FxRateJson sunday = rate("CHF", "2026-11-08");
        assertThat(sunday.rate()).isEqualTo("0.93");
        assertThat(sunday.rateDate()).isEqualTo("2026-11-06");
        assertThat(sunday.at()).isEqualTo("2026-11-08");
        assertThat(rate("CHF", "2026-11-13").rate()).as("seven days back").isEqualTo("0.93");
        noRate("CHF", "2026-11-14", Instant.now());
        noRate("CHF", "2026-11-04", Instant.now());
        assertThat(rate("CHF", "2026-11-06T00:30:00+02:00").rate())
                .as("the day in UTC is the fifth")
                .isEqualTo("0.92");
    }

    @Test
    void missingRateIsAProblemThatNamesCurrencyDayAndRule() throws SQLException {
        PricingProblem problem = noRate("VND", "2026-11-20", Instant.now());

        assertThat(problem.error().code()).isEqualTo("fx.no_rate");
        assertThat(problem.error().httpStatus()).isEqualTo(404);
        assertThat(problem.detail()).contains("VND", "2026-11-20", "7 days before");
    }

    @Test
    void rateBetweenTwoCurrenciesIsTheQuotientOfTheirRates() throws SQLException {
        imported("Date,GBP,JPY,\n2026-11-20,0.8,180,\n2026-11-19,0.9,N/A,\n");

        FxRateJson yen = rate("GBP", "JPY", "2026-11-20", Instant.now());
        assertThat(yen.rate()).isEqualTo("225");
        assertThat(yen.perEuro()).extracting(FxRateJson.Published::currency).containsExactly("JPY", "GBP");
        assertThat(rate("JPY", "GBP", "2026-11-20", Instant.now()).rate())
                .isEqualTo("0.004444444444444444444444444444444444");
        assertThat(rate("GBP", "EUR", "2026-11-20", Instant.now()).rate()).isEqualTo("1.25");
        FxRateJson same = rate("GBP", "GBP", "2020-01-01", Instant.now());
        assertThat(same.rate()).isEqualTo("1");
        assertThat(same.rateDate()).isNull();
    }

    @Test
    void historyComesInPagesWithACursor() throws SQLException {
        var csv = new StringBuilder("Date,CZK,\n");
        for (int day = 1; day <= 25; day++) {
            csv.append("2026-09-%02d,24.%02d,\n".formatted(day, day));
        }
        imported(csv.toString());

        var dates = new ArrayList<LocalDate>();
        String cursor = null;
        do {
            FxHistoryJson page = history("CZK", "2026-09-03", cursor, "10");
            page.rates().forEach(entry -> dates.add(entry.rateDate()));
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(dates)
                .isEqualTo(LocalDate.parse("2026-09-03")
                        .datesUntil(LocalDate.parse("2026-09-26"))
                        .toList());
    }

    @Test
    void faultyFileIsRefusedWholeWithItsFaults() throws SQLException {
        PricingProblem problem = catchThrowableOfType(
                PricingProblem.class, () -> imported("Date,PLN,\n2026-11-19,4.2,\n2026-11-20,-4.2,\n"));

        assertThat(problem.error()).isEqualTo(PricingError.FX_FILE_INVALID);
        assertThat(problem.extensions())
                .containsEntry("errors", List.of(new FxFileError(3, "PLN", "-4.2", "a rate is above zero")));
        assertThat(rows("PLN")).isZero();
    }

    @Test
    void importThatBreaksHalfwayLeavesNothing() throws SQLException {
        try (Connection connection = database.ownerDataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("ALTER TABLE pricing.fx_rate ADD CONSTRAINT broken CHECK (per_euro <> 666.6)");
        }
        long before = count("SELECT count(*) FROM pricing.fx_import");

        assertThatThrownBy(() -> imported("Date,HUF,\n2026-11-19,360.1,\n2026-11-20,666.6,\n"))
                .isInstanceOf(SQLException.class);

        assertThat(rows("HUF")).isZero();
        assertThat(count("SELECT count(*) FROM pricing.fx_import")).isEqualTo(before);
    }

    @Test
    void whatCannotBeUsedIsRefusedByName() {
        refused("fx.format_unknown", () -> imports.importFile("xml", null, null, "a", "b", stream("")));
        refused("parameter.missing", () -> imports.importFile("ecb", null, null, null, "b", stream("Date,USD\n")));
        refused("parameter.missing", () -> imports.importFile("ecb", "false", null, "a", " ", stream("Date,USD\n")));
        refused("parameter.invalid", () -> imports.importFile("ecb", "maybe", null, "a", "b", stream("Date,USD\n")));
        refused(
                "body.not_utf8",
                () -> imports.importFile("ecb", null, null, "a", "b", new ByteArrayInputStream(new byte[] {-1, -2})));
        refused(
                "body.too_large",
                () -> imports.importFile("ecb", null, null, "a", "b", new ByteArrayInputStream(new byte[20_000_001])));
        refused("parameter.missing", () -> rates.rates(null, null, null, null, null, null, null, null));
        refused("parameter.invalid", () -> rates.rates("usd", null, null, null, null, null, null, null));
        refused("parameter.invalid", () -> rates.rates("USD", "XXX", null, null, null, null, null, null));
        refused("parameter.invalid", () -> rates.rates("USD", null, "noon", null, null, null, null, null));
        refused("parameter.invalid", () -> rates.rates("USD", null, null, "2026-11-20", null, null, null, null));
        refused("parameter.invalid", () -> rates.rates("USD", "GBP", null, null, "2026-11-01", null, null, null));
        refused("parameter.invalid", () -> rates.rates("USD", null, null, null, "2026-11-01", null, "x", null));
        refused("parameter.invalid", () -> rates.rates("USD", null, null, null, "2026-11-01", null, null, "0"));
    }

    @Test
    void serviceMayAppendAndNeitherChangeNorDelete() {
        for (String sql : List.of(
                "UPDATE pricing.fx_rate SET per_euro = 1",
                "DELETE FROM pricing.fx_rate",
                "TRUNCATE pricing.fx_rate",
                "UPDATE pricing.fx_import SET author = 'x'",
                "DELETE FROM pricing.fx_import")) {
            assertThatThrownBy(() -> execute(sql))
                    .as(sql)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
    }

    @Test
    void databaseItselfRefusesRatesThatAreNone() {
        for (String perEuro : List.of("0", "-1", "'NaN'", "'Infinity'", "10000001")) {
            String sql = "INSERT INTO pricing.fx_rate VALUES ('DKK', '2026-11-20', " + perEuro + ", now(), 1)";
            assertThatThrownBy(() -> execute(sql))
                    .as(sql)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23514"));
        }
    }

    /** As many rates as the bank's history has, of currencies that are mostly gone. */
    @Test
    void wholeHistoryIsImportedAtOnce() throws SQLException {
        List<String> currencies = List.of(
                "AUD", "BRL", "CAD", "CNY", "CYP", "DKK", "EEK", "HKD", "HRK", "IDR", "ILS", "INR", "KRW", "LTL", "LVL",
                "MTL", "MXN", "MYR", "NZD", "PHP", "ROL", "RON", "RUB", "SGD", "SIT", "SKK", "THB", "TRL", "TRY",
                "ZAR");
        var csv = new StringBuilder("Date," + String.join(",", currencies) + ",\n");
        long days = 0;
        for (LocalDate day = LocalDate.of(1999, 1, 4); day.getYear() < 2024; day = day.plusDays(1)) {
            csv.append(day);
            for (int i = 0; i < currencies.size(); i++) {
                csv.append(",1.").append(1_000 + (day.toEpochDay() * 31 + i * 17L) % 9_000);
            }
            csv.append(",\n");
            days++;
        }
        assertThat(imported(csv.toString()).added()).isEqualTo(days * currencies.size());

        FxImportJson again = imported(csv.toString().replace("2023-12-31,1", "2023-12-31,2"));
        assertThat(again.changed()).isEqualTo(1);
        assertThat(again.unchanged()).isEqualTo(days * currencies.size() - 1);
        assertThat(rate("AUD", "2023-12-31").rate()).startsWith("2.");
    }

    @Test
    void importsAtTheSameTimeStateEachRateOnce() throws Exception {
        var csv = new StringBuilder("Date,ISK,\n");
        LocalDate.parse("2025-01-01")
                .datesUntil(LocalDate.parse("2026-01-01"))
                .forEach(day -> csv.append(day).append(",140.5,\n"));
        var importers = new ArrayList<Callable<FxImportJson>>();
        for (int i = 0; i < 6; i++) {
            importers.add(() -> imported(csv.toString()));
        }
        try (var pool = Executors.newFixedThreadPool(importers.size())) {
            long writers = 0;
            for (Future<FxImportJson> done : pool.invokeAll(importers)) {
                writers += done.get().importId() == null ? 0 : 1;
            }
            assertThat(writers).isEqualTo(1);
        }
        assertThat(rows("ISK")).isEqualTo(365);
    }

    /** Random days and corrections; the view and the endpoint both say what a map of days says. */
    @Test
    void publishedViewHasForEveryDayTheRateThatIsUsed() throws SQLException {
        long seed = System.nanoTime();
        System.out.println("publishedViewHasForEveryDayTheRateThatIsUsed: seed " + seed);
        var random = new Random(seed);
        var newest = new TreeMap<LocalDate, String>();
        for (int i = 0; i < 4; i++) {
            var stated = new TreeMap<LocalDate, String>();
            for (int n = 0; n < 8; n++) {
                stated.put(LocalDate.of(2025, 3, 1).plusDays(random.nextInt(70)), "1." + (1 + random.nextInt(9)));
            }
            var csv = new StringBuilder("Date,BGN,\n");
            stated.forEach(
                    (day, rate) -> csv.append(day).append(',').append(rate).append(",\n"));
            imported(csv.toString());
            newest.putAll(stated);
        }
        for (LocalDate day = LocalDate.of(2025, 2, 20);
                day.isBefore(LocalDate.of(2025, 5, 30));
                day = day.plusDays(1)) {
            Map.Entry<LocalDate, String> expected = newest.floorEntry(day);
            if (expected != null && expected.getKey().isBefore(day.minusDays(7))) {
                expected = null;
            }
            assertThat(published("BGN", day))
                    .as("seed %d, %s, by the view", seed, day)
                    .isEqualTo(expected == null ? List.of() : List.of(expected.getValue()));
            if (expected == null) {
                noRate("BGN", day.toString(), Instant.now());
            } else {
                assertThat(rate("BGN", day.toString()).rate())
                        .as("seed %d, %s, by the endpoint", seed, day)
                        .isEqualTo(expected.getValue());
            }
        }
        assertThat(published("EUR", LocalDate.of(2025, 3, 1))).containsExactly("1");
    }

    private static final String SELECT_PUBLISHED = """
            SELECT per_euro::text FROM pricing.fx_rate_published
            WHERE currency = ? AND valid_from <= ? AND valid_until > ?
            """;

    private static List<String> published(String currency, LocalDate day) throws SQLException {
        try (Connection connection = database.appDataSource().getConnection();
                var select = connection.prepareStatement(SELECT_PUBLISHED)) {
            select.setString(1, currency);
            select.setObject(2, day);
            select.setObject(3, day);
            var found = new ArrayList<String>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
            return found;
        }
    }

    private static FxImportJson imported(String csv) throws SQLException {
        return imported(csv, false);
    }

    private static FxImportJson imported(String csv, boolean dryRun) throws SQLException {
        return dryRun
                ? imports.importFile("ecb", "true", null, null, null, stream(csv))
                : imports.importFile("ecb", null, "eurofxref", "treasury", "daily rates", stream(csv));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static FxRateJson rate(String currency, String at) throws SQLException {
        return rate("EUR", currency, at, Instant.now());
    }

    private static FxRateJson rate(String base, String currency, String at, Instant knownAt) throws SQLException {
        return (FxRateJson) rates.rates(currency, base, at, knownAt.toString(), null, null, null, null)
                .getEntity();
    }

    private static FxHistoryJson history(String currency, String from, @Nullable String cursor, @Nullable String limit)
            throws SQLException {
        return (FxHistoryJson) rates.rates(currency, null, null, null, from, null, cursor, limit)
                .getEntity();
    }

    private static PricingProblem noRate(String currency, String at, Instant knownAt) {
        var problem = catchThrowableOfType(PricingProblem.class, () -> rate("EUR", currency, at, knownAt));
        assertThat(problem).as("rate of %s on %s", currency, at).isNotNull();
        assertThat(problem.error()).isEqualTo(PricingError.FX_NO_RATE);
        return problem;
    }

    private interface Call {
        void run() throws SQLException;
    }

    private static void refused(String code, Call call) {
        var problem = catchThrowableOfType(PricingProblem.class, call::run);
        assertThat(problem).as(code).isNotNull();
        assertThat(problem.error().code()).isEqualTo(code);
    }

    private static long rows(String currency) throws SQLException {
        return count("SELECT count(*) FROM pricing.fx_rate WHERE currency = '" + currency + "'");
    }

    private static long count(String sql) throws SQLException {
        try (Connection connection = database.appDataSource().getConnection();
                var select = connection.prepareStatement(sql);
                var row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database.appDataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
