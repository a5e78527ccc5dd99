package io.tokenledger.pricing.pricebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import io.tokenledger.pricing.PricingDatabase;
import io.tokenledger.pricing.problem.PricingError;
import io.tokenledger.pricing.problem.PricingProblem;
import io.tokenledger.pricing.rating.PicoAmount;
import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.pricing.rating.Priced;
import io.tokenledger.pricing.rating.Rates;
import io.tokenledger.pricing.rating.RatingRequest;
import io.tokenledger.pricing.rating.TimeWindow;
import io.tokenledger.pricing.rating.Unpriced;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Prices that are published, superseded and withdrawn, in a real PostgreSQL. */
class PriceLifeIT {
    private static PricingDatabase database;
    private static PricePublication publication;

    @BeforeAll
    static void startDatabase() throws SQLException {
        database = PricingDatabase.start();
        publication = new PricePublication(database.appDataSource());
    }

    @AfterAll
    static void stopDatabase() {
        database.close();
    }

    private static Instant day(int day) {
        return Instant.parse("2025-01-%02dT00:00:00Z".formatted(day));
    }

    private static PriceRow row(String model, int from, @Nullable Integer until, long pico) {
        return row(model, "", from, until, pico);
    }

    private static PriceRow row(String model, String window, int from, @Nullable Integer until, long pico) {
        return new PriceRow(
                1,
                new PriceKey("", "life", model, "standard", "", 0, TimeWindow.parse(window)),
                new ValidRange(day(from), until == null ? null : day(until)),
                "USD",
                Rates.of(Map.of(Meter.INPUT, pico)),
                "test",
                LocalDate.parse("2025-01-01"));
    }

    private static PricePublication.Published publish(boolean supersede, PriceRow... rows) throws SQLException {
        return publication.publish(new Publication(List.of(rows), List.of(), List.of(), "ada", "test", supersede));
    }

    private static String cost(PriceBook book, String model, Instant at) {
        Meters one = Meters.builder().set(Meter.INPUT, 1).build();
        var rated = book.rate(new RatingRequest("", "life", model, "standard", "", at, one));
        return rated instanceof Priced priced ? priced.costPico().toString() : "none";
    }

    private static PriceBook book(long version) throws SQLException {
        try (Connection connection = database.appDataSource().getConnection()) {
            var current = new CurrentPriceBook();
            return version < 0 ? current.asOf(connection) : current.atVersion(connection, version);
        }
    }

    @Test
    void withdrawnPriceGivesWayToWhatLiesBelowIt() throws SQLException {
        publish(false, row("future", 1, null, 10));
        PricePublication.Published announced = publish(true, row("future", 20, null, 7));
        assertThat(cost(book(-1), "future", day(20))).isEqualTo("7");
        long before = announced.change().version();

        publication.withdraw(announced.priceIds().getFirst(), "bob", "the vendor cancelled the increase");

        assertThat(cost(book(-1), "future", day(20))).isEqualTo("10");
        assertThat(cost(book(before), "future", day(20)))
                .as("as it was believed")
                .isEqualTo("7");
        assertThatThrownBy(() -> publication.withdraw(announced.priceIds().getFirst(), "bob", "again"))
                .isInstanceOfSatisfying(
                        PricingProblem.class,
                        problem -> assertThat(problem.error()).isEqualTo(PricingError.PRICE_NOT_FOUND));
    }

    @Test
    void parentOfAMeterCountsFromItsDeclarationOn() throws SQLException {
        long before = publish(false, row("parent", 1, null, 10)).change().version();
        Meter declared = Meter.of("life_pages");
        BookChanges.inTransaction(database.appDataSource(), connection -> {
            BookChanges.Change change = BookChanges.begin(connection, "meter", "life_pages", "", "ada", "test");
            MeterTable.insert(
                    connection, new MeterTable.FurtherMeter("life_pages", "page", "input", "Pages"), change.changeId());
            return new BookChanges.Outcome<>(true, true);
        });
        var request = new RatingRequest(
                "",
                "life",
                "parent",
                "standard",
                "",
                day(2),
                Meters.builder().set(declared, 3).build());
        assertThat(book(-1).rate(request))
                .isInstanceOfSatisfying(
                        Priced.class, priced -> assertThat(priced.costPico()).isEqualTo(30));
        assertThat(book(before).rate(request)).isInstanceOf(Unpriced.class);
    }

    @Test
    void overlapIsRefusedUnlessItIsToSupersede() throws SQLException {
        long id = publish(false, row("overlap", 5, 10, 10)).priceIds().getFirst();
        var problem = catchThrowableOfType(
                PricingProblem.class, () -> publish(false, row("overlap", 1, 5, 1), row("overlap", 9, 12, 3)));
        assertThat(problem.error()).isEqualTo(PricingError.PRICE_OVERLAPS);
        assertThat(problem.detail()).contains("price " + id).contains("2025-01-09");
        assertThat(cost(book(-1), "overlap", day(1))).as("all or nothing").isEqualTo("none");
        publish(false, row("overlap", 1, 5, 1), row("overlap", 10, null, 4));
        publish(true, row("overlap", 9, 12, 3));
        assertThat(cost(book(-1), "overlap", day(9))).isEqualTo("3");
        assertThat(cost(book(-1), "overlap", day(12))).isEqualTo("4");
    }

    @Test
    void windowsThatShareAnHourAreRefusedByTheServiceAndByTheDatabase() throws SQLException {
        publish(
                false,
                row("hours", 1, null, 5),
                row("hours", "daily 08:00-12:00 UTC", 1, null, 8),
                row("hours", "daily 12:00-18:00 UTC", 1, null, 9));
        assertThat(cost(book(-1), "hours", Instant.parse("2025-02-01T11:59:59Z")))
                .isEqualTo("8");
        assertThat(cost(book(-1), "hours", Instant.parse("2025-02-01T12:00:00Z")))
                .isEqualTo("9");
        assertThat(cost(book(-1), "hours", Instant.parse("2025-02-01T18:00:00Z")))
                .isEqualTo("5");
        assertThatThrownBy(() -> publish(true, row("hours", "mon 11:00-13:00 UTC", 1, null, 1)))
                .isInstanceOf(PricingProblem.class)
                .hasMessageContaining("shares hours");
        assertThatThrownBy(() -> execute("""
                        INSERT INTO pricing.price_timeline (tenant, provider, model, service_tier, region,
                            context_over_tokens, time_window, window_zone, week_minutes, valid_during, price_id)
                        SELECT tenant, provider, model, service_tier, region, context_over_tokens, 'other', window_zone,
                               week_minutes, valid_during, price_id
                        FROM pricing.price_timeline WHERE model = 'hours' AND time_window <> ''"""))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("price_timeline_windows_apart");
        assertThatThrownBy(() -> execute("""
                        INSERT INTO pricing.price_timeline (tenant, provider, model, service_tier, region,
                            context_over_tokens, time_window, window_zone, week_minutes, valid_during, price_id)
                        SELECT tenant, provider, model, service_tier, region, context_over_tokens, time_window,
                               window_zone, week_minutes, tstzrange('2025-03-01', '2025-03-02'), price_id
                        FROM pricing.price_timeline WHERE model = 'hours' AND time_window = ''"""))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("price_timeline_pkey");
    }

    @Test
    void rowsOfTheBookAreNeverChanged() {
        for (String table : List.of("price", "price_rate", "price_withdrawal", "model_name", "book_change", "meter")) {
            assertThatThrownBy(() -> execute("DELETE FROM pricing." + table)).hasMessageContaining("permission denied");
        }
        assertThatThrownBy(() -> execute("UPDATE pricing.price SET currency = 'EUR'"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> execute("UPDATE pricing.price_rate SET pico_per_unit = 0"))
                .hasMessageContaining("permission denied");
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database.appDataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A statement of the model that the test keeps beside the book: for each day who priced it, at every version. */
    private record Statement(long id, int from, int until, long pico) {}

    @Test
    void randomHistoriesNeverOverlapAndEveryVersionAnswersAsItDidThen() throws SQLException {
        long seed = System.nanoTime();
        System.out.println("randomHistoriesNeverOverlapAndEveryVersionAnswersAsItDidThen: seed " + seed);
        var random = new Random(seed);
        var standing = new ArrayList<Statement>();
        var believed = new TreeMap<Long, List<String>>();
        for (int step = 0; step < 80; step++) {
            if (random.nextInt(3) == 0 && !standing.isEmpty()) {
                Statement gone = standing.remove(random.nextInt(standing.size()));
                long version =
                        publication.withdraw(gone.id(), "ada", "test").change().version();
                believed.put(version, answers(standing));
            } else {
                int from = 1 + random.nextInt(29);
                int until = from + 1 + random.nextInt(30 - from);
                long pico = 1L + random.nextInt(1_000_000);
                PricePublication.Published published = publish(true, row("random", from, until, pico));
                standing.add(new Statement(published.priceIds().getFirst(), from, until, pico));
                believed.put(published.change().version(), answers(standing));
            }
        }
        for (Map.Entry<Long, List<String>> then : believed.entrySet()) {
            PriceBook book = book(then.getKey()); // refuses prices that overlap
            for (int day = 1; day <= 31; day++) {
                assertThat(cost(book, "random", day(day)))
                        .as("seed %d, version %d, day %d", seed, then.getKey(), day)
                        .isEqualTo(then.getValue().get(day - 1));
            }
        }
        for (int day = 1; day <= 31; day++) {
            assertThat(timeline(day))
                    .as("seed %d, day %d", seed, day)
                    .isEqualTo(answers(standing).get(day - 1));
        }
    }

    private static List<String> answers(List<Statement> standing) {
        var answers = new ArrayList<String>();
        for (int day = 1; day <= 31; day++) {
            String answer = "none";
            for (Statement statement : standing) {
                if (day >= statement.from() && day < statement.until()) {
                    answer = Long.toString(statement.pico());
                }
            }
            answers.add(answer);
        }
        return answers;
    }

    private static String timeline(int day) throws SQLException {
        try (Connection connection = database.appDataSource().getConnection();
                var select = connection.prepareStatement("""
                        SELECT r.pico_per_unit FROM pricing.price_timeline t
                        JOIN pricing.price_rate r ON r.price_id = t.price_id
                        WHERE t.model = 'random' AND t.valid_during @> ?::timestamptz""")) {
            select.setString(1, day(day).toString());
            try (var row = select.executeQuery()) {
                return row.next() ? row.getString(1) : "none";
            }
        }
    }

    @Test
    void historySaysWhatWasBelievedWhenAboutWhen() throws SQLException {
        var history = new PriceHistory(database.appDataSource());
        publish(false, row("bitemporal", 1, null, 1_000_000));
        Instant first = Instant.now();
        PricePublication.Published second = publish(true, row("bitemporal", 10, 20, 2_000_000));
        Instant afterSecond = Instant.now();
        publication.withdraw(second.priceIds().getFirst(), "ada", "a mistake");

        assertThat(input(history, day(15), first)).isEqualTo("1");
        assertThat(input(history, day(15), afterSecond)).isEqualTo("2");
        assertThat(input(history, day(15), Instant.now())).isEqualTo("1");
        assertThat(input(history, day(15), Instant.parse("2020-01-01T00:00:00Z")))
                .isEqualTo("none");
        List<PriceEntry> all =
                history.allVersions(new PriceQuery("life", "bitemporal", null, null, null, Instant.now(), null, 10));
        assertThat(all).extracting(entry -> entry.knownUntil() == null).containsExactly(true, false);
        assertThat(all.get(1).statedBy()).isEqualTo(new PriceEntry.StatedBy("price", "ada", "test"));
    }

    private static String input(PriceHistory history, Instant at, Instant knownAt) throws SQLException {
        List<PriceEntry> entries =
                history.inForce(new PriceQuery("life", "bitemporal", null, null, at, knownAt, null, 10));
        return entries.isEmpty()
                ? "none"
                : PicoAmount.decimalPerMillion(entries.getFirst().rates().own().getOrDefault(Meter.INPUT, -1L));
    }
}
