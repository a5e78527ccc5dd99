package io.tokenledger.pricing.ledger;

import io.tokenledger.contract.Capability;
import io.tokenledger.contract.Measured;
import io.tokenledger.contract.Meter;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.contract.MeteredUsageJson;
import io.tokenledger.contract.Meters;
import io.tokenledger.contract.Provenance;
import io.tokenledger.contract.Topics;
import io.tokenledger.pricing.PricingDatabase;
import io.tokenledger.pricing.pricebook.BookChanges;
import io.tokenledger.pricing.pricebook.CurrentPriceBook;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A migrated database with one price list, and the means to book records into it and to read what is there. */
public final class LedgerFixture implements AutoCloseable {
    static final String GROUP = "test";
    public static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    public final PricingDatabase database = PricingDatabase.start();
    final ConsumerOffsets offsets = new ConsumerOffsets(GROUP);
    final UsageLedger ledger =
            new UsageLedger(database.appDataSource(), new CurrentPriceBook(), offsets, Clock.systemUTC());

    private final Map<Integer, Long> nextOffset = new ConcurrentHashMap<>();

    /** o4-mini at its announced price, partitions from 2020 on. */
    public LedgerFixture prepared() throws SQLException {
        new LedgerPartitions(database.appDataSource()).ensure();
        publish(
                "o4-mini",
                "2025-04-16T00:00:00Z",
                "USD",
                Map.of("input", 1100000L, "cached_input", 275000L, "output", 4400000L));
        return this;
    }

    /** States a price list of openai for everybody, standard tier, from a time on; returns its price_id. */
    public long publish(String model, String validFrom, String currency, Map<String, Long> picoPerUnit)
            throws SQLException {
        try (Connection connection = database.appDataSource().getConnection()) {
            connection.setAutoCommit(false);
            BookChanges.Change change =
                    BookChanges.begin(connection, "published", "test", "", "somebody", "a test needs it");
            long priceId;
            try (PreparedStatement insert = connection.prepareStatement("""
                    INSERT INTO pricing.price (tenant, provider, model, service_tier, context_over_tokens, valid_during,
                        currency, source, source_date, known_from, change_id)
                    VALUES ('', 'openai', ?, 'standard', 0, tstzrange(?::timestamptz, NULL), ?, 'test', '2025-04-16', ?,
                        ?)
                    RETURNING price_id""")) {
                insert.setString(1, model);
                insert.setString(2, validFrom);
                insert.setString(3, currency);
                insert.setObject(4, change.at().atOffset(ZoneOffset.UTC));
                insert.setLong(5, change.changeId());
                try (ResultSet row = insert.executeQuery()) {
                    row.next();
                    priceId = row.getLong(1);
                }
            }
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO pricing.price_rate (price_id, meter, pico_per_unit) VALUES (?, ?, ?)")) {
                for (Map.Entry<String, Long> rate : picoPerUnit.entrySet()) {
                    insert.setLong(1, priceId);
                    insert.setString(2, rate.getKey());
                    insert.setLong(3, rate.getValue());
                    insert.executeUpdate();
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
            return priceId;
        }
    }

    /** Takes a price back. */
    public void withdraw(long priceId) throws SQLException {
        try (Connection connection = database.appDataSource().getConnection()) {
            connection.setAutoCommit(false);
            BookChanges.Change change =
                    BookChanges.begin(connection, "withdrawn", "test", "", "somebody", "a test needs it");
            try (Statement statement = connection.createStatement()) {
                statement.execute("INSERT INTO pricing.price_withdrawal (price_id, change_id) VALUES (" + priceId + ", "
                        + change.changeId() + ")");
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    /** A ledger without events; prices stay. */
    public void emptyBooks() throws SQLException {
        execute(
                "TRUNCATE ledger.event_key, ledger.usage_entry, ledger.usage_rollup, ledger.usage_rollup_hour, ledger.usage_rollup_day,"
                        + " ledger.usage_rollup_meter, ledger.usage_profile, ledger.usage_profile_meter,"
                        + " ledger.intake_count, ledger.event_conflict, ledger.rejected_event, ledger.consumer_offset,"
                        + " ledger.unpriced_wait, ledger.closing, ledger.repricing, ledger.usage_change, ledger.change_stream,"
                        + " ledger.usage_drift, ledger.usage_stated");
        nextOffset.clear();
    }

    /** Books events in one transaction, from a partition of their own. */
    public void book(int partition, List<MeteredUsage> usages) throws Exception {
        long offset = nextOffset.getOrDefault(partition, 0L);
        if (offset == 0) {
            begin(Topics.USAGE_METERED, partition, 0);
        }
        ledger.book(List.of(slice(partition, offset, usages.toArray(MeteredUsage[]::new))));
        nextOffset.put(partition, offset + usages.size());
    }

    public void book(MeteredUsage... usages) throws Exception {
        book(0, List.of(usages));
    }

    /** The entries of an event, as they are shown. */
    public List<BookedEvents.Entry> entries(String tenant, String source, String id) throws SQLException {
        return new BookedEvents(database.appDataSource()).entries(tenant, source, id);
    }

    /** Whether everything that must be equal is. */
    public BooksCheck.Findings findings() throws SQLException {
        return new BooksCheck(database.appDataSource()).findings();
    }

    private static final String JOURNAL_AND_ROLLUP = """
            WITH journal AS (
                SELECT tenant, bucket_start, dimension_id, currency, sum(requests)::bigint AS requests,
                       sum(input_tokens)::bigint AS input_tokens, sum(output_tokens)::bigint AS output_tokens,
                       sum(reasoning_tokens)::bigint AS reasoning_tokens, sum(cost_pico)::numeric(38, 0) AS cost_pico,
                       sum(unpriced_requests)::bigint AS unpriced_requests
                FROM ledger.usage_change_published GROUP BY tenant, bucket_start, dimension_id, currency),
            rollup AS (
                SELECT tenant_id, bucket_start, dimension_id, currency, requests,
                       plain_input_tokens + cached_input_tokens + cache_write_tokens + cache_write_1h_tokens
                           + audio_input_tokens + image_input_tokens + more_input_tokens,
                       plain_output_tokens + reasoning_tokens + audio_output_tokens + more_output_tokens,
                       reasoning_tokens, cost_pico, unpriced_requests
                FROM ledger.usage_rollup)
            SELECT (SELECT count(*) FROM (TABLE journal EXCEPT TABLE rollup) AS only_in_journal)
                 + (SELECT count(*) FROM (TABLE rollup EXCEPT TABLE journal) AS only_in_rollup)""";

    /** Rows of the rollup that are not the sum of all changes; 0 as long as nothing was pruned. */
    public long journalAndRollupDifferences() throws SQLException {
        return Long.parseLong(value(JOURNAL_AND_ROLLUP));
    }

    /** A request to o4-mini at noon, of one team. */
    public static MeteredUsage usage(String id, long input, long output) {
        return usage(id, "o4-mini", NOON, input, output);
    }

    public static MeteredUsage usage(String id, String model, Instant occurredAt, long input, long output) {
        return usage(
                "acme",
                id,
                model,
                occurredAt,
                Meters.builder()
                        .set(Meter.INPUT, input)
                        .set(Meter.OUTPUT, output)
                        .set(Meter.REQUESTS, 1)
                        .build());
    }

    public static MeteredUsage usage(String tenant, String id, String model, Instant occurredAt, Meters meters) {
        return new MeteredUsage(
                        tenant,
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
                        meters,
                        Provenance.PROVIDER,
                        Provenance.PROVIDER,
                        Set.of(),
                        false,
                        null,
                        Measured.NOTHING)
                .fingerprinted();
    }

    /** The same usage that made use of that, and of whose input so much was seen before; null: not measured. */
    public static MeteredUsage using(MeteredUsage usage, Set<Capability> capabilities, @Nullable Long repeatedPrefix) {
        return new MeteredUsage(
                        usage.tenant(),
                        usage.source(),
                        usage.id(),
                        usage.type(),
                        usage.fingerprint(),
                        usage.occurredAt(),
                        usage.receivedAt(),
                        usage.provider(),
                        usage.model(),
                        usage.serviceTier(),
                        usage.region(),
                        usage.reasoningEffort(),
                        usage.team(),
                        usage.project(),
                        usage.app(),
                        usage.environment(),
                        usage.user(),
                        usage.tags(),
                        usage.meters(),
                        usage.inputProvenance(),
                        usage.outputProvenance(),
                        capabilities,
                        usage.aborted(),
                        usage.providerStatedCost(),
                        Measured.ofRepeatedPrefix(repeatedPrefix))
                .fingerprinted();
    }

    /** In USD, worked out in decimal dollars and not by the code under test. */
    public static BigDecimal dollars(long input, long output) {
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
    public void execute(String sql) throws SQLException {
        try (Connection connection = database.ownerDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The only value of the only row, as text. */
    public String value(String sql) throws SQLException {
        try (Connection connection = database.appDataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            if (!row.next()) {
                throw new AssertionError("no row: " + sql);
            }
            return String.valueOf(row.getString(1));
        }
    }

    public long count(String fromWhere) throws SQLException {
        return Long.parseLong(value("SELECT count(*) FROM " + fromWhere));
    }

    @Override
    public void close() {
        database.close();
    }
}
