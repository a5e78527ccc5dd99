package io.tokenledger.report.recommendation;

import io.tokenledger.report.fixture.Bookkeeper;
import io.tokenledger.report.fixture.TestLedger;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Many requests that are alike, at even distances in time.
 *
 * @param repeated tokens of blocks that were sent before; null: not measured
 * @param costOfOne in the currency
 */
record Bulk(
        String app,
        String environment,
        String provider,
        String model,
        String tier,
        String effort,
        String region,
        Instant from,
        Duration apart,
        int count,
        long plainInput,
        long cachedInput,
        long output,
        long reasoning,
        @Nullable Long repeated,
        BigDecimal costOfOne,
        String currency) {

    /** In the standard tier of openai, ten minutes apart from the second of October 2026 on. */
    static Bulk of(String app, String model, int count, long plainInput, long output, String costOfOne) {
        return new Bulk(
                app,
                "prod",
                "openai",
                model,
                "standard",
                "",
                "",
                Instant.parse("2026-10-02T00:00:00Z"),
                Duration.ofMinutes(10),
                count,
                plainInput,
                0,
                output,
                0,
                null,
                new BigDecimal(costOfOne),
                "USD");
    }

    Bulk thinking(String atEffort, long reasoningTokens) {
        return new Bulk(
                app,
                environment,
                provider,
                model,
                tier,
                atEffort,
                region,
                from,
                apart,
                count,
                plainInput,
                cachedInput,
                output,
                reasoningTokens,
                repeated,
                costOfOne,
                currency);
    }

    Bulk repeating(long tokens) {
        return new Bulk(
                app,
                environment,
                provider,
                model,
                tier,
                effort,
                region,
                from,
                apart,
                count,
                plainInput,
                cachedInput,
                output,
                reasoning,
                tokens,
                costOfOne,
                currency);
    }

    Bulk in(String otherEnvironment, String otherRegion) {
        return new Bulk(
                app,
                otherEnvironment,
                provider,
                model,
                tier,
                effort,
                otherRegion,
                from,
                apart,
                count,
                plainInput,
                cachedInput,
                output,
                reasoning,
                repeated,
                costOfOne,
                currency);
    }

    Bulk at(String time, Duration distance) {
        return new Bulk(
                app,
                environment,
                provider,
                model,
                tier,
                effort,
                region,
                Instant.parse(time),
                distance,
                count,
                plainInput,
                cachedInput,
                output,
                reasoning,
                repeated,
                costOfOne,
                currency);
    }

    Bulk paidIn(String otherCurrency) {
        return new Bulk(
                app,
                environment,
                provider,
                model,
                tier,
                effort,
                region,
                from,
                apart,
                count,
                plainInput,
                cachedInput,
                output,
                reasoning,
                repeated,
                costOfOne,
                otherCurrency);
    }

    private static final String DIMENSION = """
            INSERT INTO ledger.usage_dimension (tenant_id, dimension_id, team, project, app, environment, provider, model,
                service_tier, reasoning_effort, region)
            VALUES ('acme', ?, '', '', ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """;

    private static final String ENTRIES = """
            INSERT INTO ledger.usage_entry (tenant_id, occurred_at, event_key, entry_no, entry_kind, dimension_id, source,
                event_id, event_type, plain_input_tokens, cached_input_tokens, cache_write_tokens, cache_write_1h_tokens,
                audio_input_tokens, image_input_tokens, plain_output_tokens, reasoning_tokens, audio_output_tokens,
                requests, web_searches, input_provenance, output_provenance, price_id, currency, cost_pico,
                unpriced_requests, received_at, booked_at, repeated_prefix_tokens)
            SELECT 'acme', ?::timestamptz + n * make_interval(secs => ?), gen_random_uuid(), 0, 'usage', ?, 'test',
                   n::text, 'io.tokenledger.usage.v1', ?, ?, 0, 0, 0, 0, ?, ?, 0, 1, 0, 'provider', 'provider', 1, ?, ?,
                   0, now(), now(), ?
            FROM generate_series(0, ? - 1) AS n
            """;

    /** Books all of it, and fills rollup and profile. */
    static void book(TestLedger ledger, List<Bulk> usage) {
        try (Connection connection = ledger.owner()) {
            for (Bulk bulk : usage) {
                bulk.insert(connection);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
        Bookkeeper.book(ledger, List.of());
    }

    private void insert(Connection connection) throws SQLException {
        UUID dimension =
                UUID.nameUUIDFromBytes(String.join("\u001f", app, environment, provider, model, tier, effort, region)
                        .getBytes(StandardCharsets.UTF_8));
        try (PreparedStatement insert = connection.prepareStatement(DIMENSION)) {
            insert.setObject(1, dimension);
            List<String> values = List.of(app, environment, provider, model, tier, effort, region);
            for (int i = 0; i < values.size(); i++) {
                insert.setString(i + 2, values.get(i));
            }
            insert.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement(ENTRIES)) {
            insert.setObject(1, from.atOffset(ZoneOffset.UTC));
            insert.setLong(2, apart.toSeconds());
            insert.setObject(3, dimension);
            insert.setLong(4, plainInput);
            insert.setLong(5, cachedInput);
            insert.setLong(6, output);
            insert.setLong(7, reasoning);
            insert.setString(8, currency);
            insert.setObject(9, pico(), Types.NUMERIC);
            insert.setObject(10, repeated, Types.BIGINT);
            insert.setInt(11, count);
            insert.executeUpdate();
        }
    }

    BigInteger pico() {
        return costOfOne.movePointRight(12).toBigIntegerExact();
    }
}
