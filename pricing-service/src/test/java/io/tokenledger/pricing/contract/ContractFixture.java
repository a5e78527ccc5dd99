package io.tokenledger.pricing.contract;

import io.tokenledger.contract.EventKey;
import io.tokenledger.contract.Measured;
import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import io.tokenledger.contract.Provenance;
import io.tokenledger.pricing.PricingDatabase;
import io.tokenledger.pricing.ledger.EntryAmount;
import io.tokenledger.pricing.ledger.EntryKind;
import io.tokenledger.pricing.ledger.EntryRow;
import io.tokenledger.pricing.ledger.LedgerEvent;
import io.tokenledger.pricing.ledger.LedgerPosting;
import io.tokenledger.pricing.ledger.UsageDimension;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A migrated database, the means to book usage and to publish terms, and to read what the ledger says then. */
final class ContractFixture implements AutoCloseable {
    final PricingDatabase database = PricingDatabase.start();
    final ContractBook contracts = new ContractBook(database.appDataSource());
    final ContractSettlement settlement = new ContractSettlement(database.appDataSource());
    final TermStatus status = new TermStatus(database.appDataSource(), settlement);
    private final LedgerPosting posting = new LedgerPosting();

    ContractFixture() {
        try {
            value("SELECT ledger.ensure_partitions('2026-01-01', '2027-12-01')");
        } catch (SQLException e) {
            database.close();
            throw new IllegalStateException("no partitions", e);
        }
    }

    /** Usage as it is booked: tokens half in, half out. */
    record Usage(
            String tenant,
            String team,
            String model,
            @Nullable String region,
            Instant at,
            long tokens,
            String dollars) {
        LedgerEvent event() {
            var dimension =
                    new UsageDimension(tenant, team, null, "app", null, "openai", model, "standard", null, region);
            String id = UUID.randomUUID().toString();
            return new LedgerEvent(
                    dimension,
                    dimension.id(),
                    at,
                    EventKey.of("test", id),
                    "test",
                    id,
                    "io.tokenledger.usage.v1",
                    null,
                    null,
                    Meters.builder()
                            .set(Meter.INPUT, tokens / 2)
                            .set(Meter.OUTPUT, tokens - tokens / 2)
                            .set(Meter.REQUESTS, 1)
                            .build(),
                    Provenance.PROVIDER,
                    Provenance.PROVIDER,
                    at,
                    0,
                    false,
                    null,
                    Measured.NOTHING);
        }
    }

    LedgerEvent book(String tenant, String team, String at, long tokens, String dollars) throws SQLException {
        return book(new Usage(tenant, team, "o4-mini", null, Instant.parse(at), tokens, dollars), Instant.parse(at));
    }

    LedgerEvent book(Usage usage, Instant bookedAt) throws SQLException {
        LedgerEvent event = usage.event();
        var amount = new EntryAmount.Known(1L, "USD", pico(usage.dollars()));
        post(new EntryRow(event, 0, EntryKind.USAGE, amount, 1L, null), bookedAt);
        return event;
    }

    /** As a repricing does it. */
    void correct(LedgerEvent event, String dollarsMore, Instant bookedAt) throws SQLException {
        post(
                EntryRow.correction(
                        event, 1, new EntryAmount.Known(1L, "USD", pico(dollarsMore)), 2L, "repricing/test"),
                bookedAt);
    }

    private void post(EntryRow row, Instant bookedAt) throws SQLException {
        ContractTransaction.run(database.appDataSource(), connection -> {
            posting.post(connection, List.of(row), bookedAt);
            return true;
        });
    }

    /** The body without author and reason, in single quotes. */
    long publish(String kind, String body) throws SQLException {
        return contracts.publish(draft(kind, body)).term().termId();
    }

    static TermDraft draft(String kind, String body) {
        String json = "{'author':'ann','reason':'signed'," + body.strip().substring(1);
        var stream = new ByteArrayInputStream(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        return TermReader.read(JsonFields.read(stream, false), kind);
    }

    /** Everything, as if it were that time. */
    Settled settle(String tenant, String now) throws SQLException {
        return settlement.settle(tenant, SettlementSpan.everything(Instant.parse(now)), Instant.parse(now));
    }

    /** What reports show of a team in a month of UTC, in dollars; null is no team. */
    BigDecimal cost(String tenant, @Nullable String team, String month) throws SQLException {
        return new BigDecimal(value("SELECT coalesce(sum(cost_pico), 0) FROM ledger.usage_by_quarter_hour"
                        + " WHERE tenant = '" + tenant + "' AND team IS NOT DISTINCT FROM "
                        + (team == null ? "NULL" : "'" + team + "'")
                        + " AND date_trunc('month', bucket_start, 'UTC') = '" + month + "-01Z'"))
                .movePointLeft(12);
    }

    BigDecimal cost(String tenant, String month) throws SQLException {
        return new BigDecimal(value("SELECT coalesce(sum(cost_pico), 0) FROM ledger.usage_by_quarter_hour"
                        + " WHERE tenant = '" + tenant + "'"
                        + " AND date_trunc('month', bucket_start, 'UTC') = '" + month + "-01Z'"))
                .movePointLeft(12);
    }

    long charges(String tenant) throws SQLException {
        return Long.parseLong(value("SELECT count(*) FROM ledger.usage_entry WHERE entry_kind = 'charge'"
                + " AND tenant_id = '" + tenant + "'"));
    }

    static BigInteger pico(String amount) {
        return new BigDecimal(amount).movePointRight(12).toBigIntegerExact();
    }

    /** The only value of the only row, as text, as the service reads it. */
    String value(String sql) throws SQLException {
        return run(database.appDataSource(), sql);
    }

    /** As the owner: the tests do what the service may not. */
    void asOwner(String sql) throws SQLException {
        try (Connection connection = database.ownerDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String run(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            if (!row.next()) {
                throw new AssertionError("no row: " + sql);
            }
            return String.valueOf(row.getString(1));
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
