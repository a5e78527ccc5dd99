package io.tokenledger.pricing.pricebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import io.tokenledger.pricing.PricingDatabase;
import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.pricing.rating.Priced;
import io.tokenledger.pricing.rating.RatingRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;

/** The later migrations over a price book that already has prices, one of them covered in a part of its time. */
class PriceBookMigrationIT {
    private static final List<String> FIRST_BOOK = List.of(
            """
            INSERT INTO pricing.price_import (format, label, content_sha256, author, reason, imported_at) VALUES
                ('bundled', 'a.csv', 'x', 'tokenledger', 'list', '2026-01-01Z'),
                ('native', 'mine', 'y', 'ada', 'offer', '2026-02-01Z')""",
            """
            INSERT INTO pricing.price (tenant, provider, model, service_tier, context_over_tokens, valid_during, currency,
                                       source, source_date, known_from, import_id) VALUES
                ('', 'p', 'm', 'standard', 0, '[2026-01-01Z,)', 'USD', 's', '2026-01-01', '2026-01-01Z', 1),
                ('', 'p', 'm', 'standard', 0, '[2026-03-01Z,2026-05-01Z)', 'USD', 's', '2026-01-01', '2026-02-01Z', 2)""",
            "INSERT INTO pricing.price_rate (price_id, meter, pico_per_unit) VALUES (1, 'input', 10), (2, 'input', 7)",
            """
            INSERT INTO pricing.price_timeline (tenant, provider, model, service_tier, context_over_tokens, valid_during,
                                                price_id) VALUES
                ('', 'p', 'm', 'standard', 0, '[2026-01-01Z,2026-03-01Z)', 1),
                ('', 'p', 'm', 'standard', 0, '[2026-03-01Z,2026-05-01Z)', 2),
                ('', 'p', 'm', 'standard', 0, '[2026-05-01Z,)', 1)""",
            "INSERT INTO pricing.model_alias (provider, alias, model, import_id) VALUES ('p', 'm-alias', 'm', 1)",
            "UPDATE pricing.book_version SET version = 5 WHERE book = 'prices'");

    @Test
    void everyPriceAndNameIsBelievedInAsBeforeAndTheVersionsGoOn() throws Exception {
        try (var database = PricingDatabase.start()) {
            flyway(database).cleanDisabled(false).load().clean();
            flyway(database).target("1").load().migrate();
            for (String sql : FIRST_BOOK) {
                execute(database, sql);
            }
            flyway(database).load().migrate();

            assertThat(cost(database, "m", "2026-02-28T23:59:59Z")).isEqualTo("10");
            assertThat(cost(database, "m-alias", "2026-03-01T00:00:00Z")).isEqualTo("7");
            assertThat(cost(database, "m", "2026-04-30T23:59:59Z")).isEqualTo("7");
            assertThat(cost(database, "m-alias", "2026-05-01T00:00:00Z")).isEqualTo("10");
            assertThat(timeline(database)).isEqualTo("1 2 1");
            try (Connection connection = database.appDataSource().getConnection()) {
                var current = new CurrentPriceBook();
                assertThat(current.asOf(connection).version()).isEqualTo(5);
                PriceBook inJanuary = current.knownAt(connection, Instant.parse("2026-01-15T00:00:00Z"));
                assertThat(cost(inJanuary, "m", "2026-03-01T00:00:00Z")).isEqualTo("10");
            }
            var imported = new PriceImport(database.appDataSource())
                    .run(
                            NativePriceCsv.read("""
                                    provider,model,service_tier,valid_from,currency,input,source,source_date
                                    p,m,standard,2026-06-01,USD,3,s,2026-01-01
                                    """),
                            new ImportOrigin("native", "later", "z", "ada", "offer"),
                            ImportSelection.EVERYTHING,
                            false);
            assertThat(imported.importId()).isNotNull();
            assertThat(timeline(database)).isEqualTo("1 2 1 3");
        }
    }

    private static FluentConfiguration flyway(PricingDatabase database) {
        return Flyway.configure()
                .dataSource(database.ownerDataSource())
                .schemas("pricing")
                .locations("classpath:db/pricing")
                .createSchemas(false);
    }

    private static void execute(PricingDatabase database, String sql) throws SQLException {
        try (Connection connection = database.ownerDataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String timeline(PricingDatabase database) throws SQLException {
        try (Connection connection = database.appDataSource().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT string_agg(price_id::text, ' ' ORDER BY lower(valid_during))"
                        + " FROM pricing.price_timeline WHERE provider = 'p'")) {
            row.next();
            return row.getString(1);
        }
    }

    private static String cost(PricingDatabase database, String model, String at) throws SQLException {
        try (Connection connection = database.appDataSource().getConnection()) {
            return cost(new CurrentPriceBook().asOf(connection), model, at);
        }
    }

    private static String cost(PriceBook book, String model, String at) {
        Meters one = Meters.builder().set(Meter.INPUT, 1).build();
        var rated = book.rate(new RatingRequest("", "p", model, "standard", "", Instant.parse(at), one));
        return rated instanceof Priced priced ? priced.costPico().toString() : "none";
    }
}
