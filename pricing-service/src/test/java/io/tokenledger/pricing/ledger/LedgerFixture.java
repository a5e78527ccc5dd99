package io.tokenledger.pricing.ledger;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.contract.MeteredUsageJson;
import io.tokenledger.contract.Meters;
import io.tokenledger.contract.Provenance;
import io.tokenledger.contract.Topics;
import io.tokenledger.pricing.PricingDatabase;
import io.tokenledger.pricing.pricebook.CurrentPriceBook;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A migrated database with one price list, and the means to book records into it and to read what is there. */
final class LedgerFixture implements AutoCloseable {
    static final String GROUP = "test";
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    final PricingDatabase database = PricingDatabase.start();
    final ConsumerOffsets offsets = new ConsumerOffsets(GROUP);
    final UsageLedger ledger =
            new UsageLedger(database.appDataSource(), new CurrentPriceBook(), offsets, Clock.systemUTC());

    /** o4-mini at its announced price, partitions from 2020 on. */
    LedgerFixture prepared() throws SQLException {
        new LedgerPartitions(database.appDataSource()).ensure();
        execute("""
                INSERT INTO pricing.price (tenant, provider, model, service_tier, context_over_tokens, valid_during,
                    currency, source, source_date, known_from, import_id)
                VALUES ('', 'openai', 'o4-mini', 'standard', 0, '[2025-04-16Z,)', 'USD', 'test', '2025-04-16',
                    '2025-04-16Z', 1)""");
        execute("""
                INSERT INTO pricing.price_rate (price_id, meter, pico_per_unit)
                SELECT price_id, meter, pico FROM pricing.price,
                    (VALUES ('input', 1100000), ('cached_input', 275000), ('output', 4400000)) AS rate (meter, pico)""");
        execute("""
                INSERT INTO pricing.price_timeline (tenant, provider, model, service_tier, context_over_tokens,
                    valid_during, price_id)
                SELECT tenant, provider, model, service_tier, context_over_tokens, valid_during, price_id
                FROM pricing.price""");
        execute("UPDATE pricing.book_version SET version = version + 1");
        return this;
    }

    /** A request to o4-mini at noon, of one team. */
    static MeteredUsage usage(String id, long input, long output) {
        return usage(id, "o4-mini", NOON, input, output);
    }

    static MeteredUsage usage(String id, String model, Instant occurredAt, long input, long output) {
        return new MeteredUsage(
                        "acme",
                        "checkout",
                        id,
                        "io.tokenledger.usage.v1",
                        new UUID(0, 0),
                        occurredAt,
                        NOON,
                        "openai",
                        model,
                        "standard",
                        null,
                        null,
                        "search",
                        null,
                        "ranker",
                        "prod",
                        "u1",
                        Map.of("feature", "quote \" and \\ umlaut ü"),
                        Meters.builder()
                                .set(Meter.INPUT, input)
                                .set(Meter.OUTPUT, output)
                                .set(Meter.REQUESTS, 1)
                                .build(),
                        Provenance.PROVIDER,
                        Provenance.PROVIDER)
                .fingerprinted();
    }

    /** In USD, worked out in decimal dollars and not by the code under test. */
    static BigDecimal dollars(long input, long output) {
        return new BigDecimal("1.10")
                .multiply(BigDecimal.valueOf(input))
                .add(new BigDecimal("4.40").multiply(BigDecimal.valueOf(output)))
                .movePointLeft(6);
    }

    TopicSlice slice(int partition, long offset, MeteredUsage... usages) {
        var values = new ArrayList<byte @Nullable []>();
        for (MeteredUsage usage : usages) {
            values.add(MeteredUsageJson.write(usage));
        }
        return slice(Topics.USAGE_METERED, partition, offset, values);
    }

    TopicSlice slice(String topic, int partition, long offset, List<byte @Nullable []> values) {
        var items = new ArrayList<TopicSlice.Item>();
        for (int i = 0; i < values.size(); i++) {
            items.add(new TopicSlice.Item(offset + i, values.get(i)));
        }
        return new TopicSlice(new TopicPartition(topic, partition), offset, offset + values.size(), items);
    }

    /** The group begins to read a partition at an offset. */
    void begin(String topic, int partition, long offset) throws SQLException {
        try (Connection connection = database.appDataSource().getConnection()) {
            offsets.start(
                    connection,
                    new TopicPartition(topic, partition),
                    offset,
                    OffsetDateTime.ofInstant(NOON, ZoneOffset.UTC));
        }
    }

    /** As the owner: the tests prepare what the service may not. */
    void execute(String sql) throws SQLException {
        try (Connection connection = database.ownerDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The only value of the only row, as text. */
    String value(String sql) throws SQLException {
        try (Connection connection = database.appDataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            if (!row.next()) {
                throw new AssertionError("no row: " + sql);
            }
            return String.valueOf(row.getString(1));
        }
    }

    long count(String fromWhere) throws SQLException {
        return Long.parseLong(value("SELECT count(*) FROM " + fromWhere));
    }

    @Override
    public void close() {
        database.close();
    }
}
