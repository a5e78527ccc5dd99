package io.tokenledger.pricing.repricing;

import static java.math.RoundingMode.CEILING;
import static java.math.RoundingMode.FLOOR;
import static java.util.Objects.requireNonNull;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.MeteredUsage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The usage profile worked out again: the bare rows of {@code usage_entry}, grouped here by the events as they were sent.
 * Of the ledger's functions, views and classes nothing is used.
 */
final class ProfileOracle {
    static final List<String> SUMMED = List.of(
            "plain_input_tokens",
            "cached_input_tokens",
            "cache_write_tokens",
            "cache_write_1h_tokens",
            "audio_input_tokens",
            "image_input_tokens",
            "plain_output_tokens",
            "reasoning_tokens",
            "audio_output_tokens",
            "requests",
            "web_searches",
            "more_input_tokens",
            "more_output_tokens",
            "unpriced_requests",
            "cost_pico");
    private static final long[] TOKENS = {
        4096, 8192, 16384, 32768, 65536, 128000, 131072, 200000, 256000, 262144, 272000, 400000, 1000000, 1047576,
        1048576, 2000000
    };
    private static final long[] OUTPUT = {4096, 8192, 16384, 32000, 32768, 64000, 65536, 100000, 128000};

    /** By what was sent: what a cell adds up to, and the bounds of a request in it, by column. */
    final Map<String, Map<String, BigDecimal>> cells = new TreeMap<>();
    /** By the key of a cell and the meter. */
    final Map<String, BigDecimal> meters = new TreeMap<>();

    private final Map<String, MeteredUsage> sent;

    ProfileOracle(Map<String, MeteredUsage> sent) {
        this.sent = sent;
    }

    /** Reads all entries as the owner of the ledger. */
    void read(String jdbcUrl) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                var select =
                        connection.prepareStatement("SELECT event_id, entry_kind, dimension_id::text AS dimension_id,"
                                + " currency, " + String.join(", ", SUMMED)
                                + " FROM ledger.usage_entry WHERE entry_kind <> 'charge'");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                MeteredUsage event = requireNonNull(sent.get(row.getString("event_id")));
                add(event, row, 1, event.occurredAt().truncatedTo(ChronoUnit.HOURS));
                add(event, row, 24, event.occurredAt().truncatedTo(ChronoUnit.DAYS));
                String month = event.occurredAt().toString().substring(0, 7);
                add(event, row, 720, Instant.parse(month + "-01T00:00:00Z"));
            }
        }
    }

    private void add(MeteredUsage event, ResultSet row, int hours, Instant bucket) throws SQLException {
        String key = String.join(
                " ",
                event.tenant(),
                "" + hours,
                bucket.toString(),
                row.getString("dimension_id"),
                "" + sizeClass(event),
                "" + capabilities(event),
                row.getString("currency"));
        Map<String, BigDecimal> cell = cells.computeIfAbsent(key, _ -> new TreeMap<>());
        for (String column : SUMMED) {
            BigDecimal value = row.getBigDecimal(column);
            cell.merge(column, value == null ? BigDecimal.ZERO : value, BigDecimal::add);
        }
        int sign =
                switch (row.getString("entry_kind")) {
                    case "usage", "pricing" -> 1;
                    case "reversal" -> -1;
                    default -> 0;
                };
        Long repeated = event.measured().repeatedPrefixTokens();
        long measured = repeated == null ? 0 : event.meters().inputTokens();
        cell.merge("measured_input_tokens", BigDecimal.valueOf(sign * measured), BigDecimal::add);
        cell.merge(
                "repeated_prefix_tokens", BigDecimal.valueOf(repeated == null ? 0 : sign * repeated), BigDecimal::add);
        cell.merge("cacheable_input_tokens", BigDecimal.valueOf(sign * cacheable(event)), BigDecimal::add);
        bounds(cell, "input_tokens", event, event.meters().inputTokens());
        bounds(cell, "output_tokens", event, event.meters().outputTokens());
        bounds(
                cell,
                "total_tokens",
                event,
                event.meters().inputTokens() + event.meters().outputTokens());
        for (Meter meter : List.of(Meter.of("ocr_pages"), Meter.VIDEO_INPUT, Meter.IMAGE_OUTPUT)) {
            long quantity = event.meters().quantity(meter);
            if (quantity != 0 && sign != 0) {
                meters.merge(key + " " + meter.id(), BigDecimal.valueOf(sign * quantity), BigDecimal::add);
            }
        }
    }

    private static long cacheable(MeteredUsage event) {
        if (event.measured().repeatedPrefixTokens() == null) {
            return 0;
        }
        long missed = event.measured().repeatedPrefixTokens() - event.meters().quantity(Meter.CACHED_INPUT);
        return missed <= 0 ? 0 : Math.min(missed, event.meters().quantity(Meter.INPUT));
    }

    private static void bounds(Map<String, BigDecimal> cell, String name, MeteredUsage event, long tokens) {
        cell.merge("min_" + name, perRequest(event, tokens, FLOOR), BigDecimal::min);
        cell.merge("max_" + name, perRequest(event, tokens, CEILING), BigDecimal::max);
    }

    private static BigDecimal perRequest(MeteredUsage event, long tokens, RoundingMode rounding) {
        long requests = event.meters().quantity(Meter.REQUESTS);
        return BigDecimal.valueOf(tokens).divide(BigDecimal.valueOf(requests == 0 ? 1 : requests), 0, rounding);
    }

    private static int sizeClass(MeteredUsage event) {
        long input = event.meters().inputTokens();
        long output = event.meters().outputTokens();
        return 10_000 * exceeded(TOKENS, perRequest(event, input, CEILING))
                + 100 * exceeded(TOKENS, perRequest(event, input + output, CEILING))
                + exceeded(OUTPUT, perRequest(event, output, CEILING));
    }

    private static int exceeded(long[] edges, BigDecimal tokens) {
        int exceeded = 0;
        for (long edge : edges) {
            exceeded += tokens.compareTo(BigDecimal.valueOf(edge)) > 0 ? 1 : 0;
        }
        return exceeded;
    }

    private static int capabilities(MeteredUsage event) {
        boolean images = event.capabilitiesUsed().toString().contains("IMAGES")
                || event.meters().quantity(Meter.IMAGE_INPUT) > 0;
        boolean audio = event.capabilitiesUsed().toString().contains("AUDIO")
                || event.meters().quantity(Meter.AUDIO_INPUT) + event.meters().quantity(Meter.AUDIO_OUTPUT) > 0;
        boolean tools = event.capabilitiesUsed().toString().contains("TOOLS");
        return (images ? 1 : 0) + (audio ? 2 : 0) + (tools ? 4 : 0);
    }

    /** What the ledger publishes, in the same form. */
    static Map<String, Map<String, BigDecimal>> published(String jdbcUrl) throws SQLException {
        var published = new TreeMap<String, Map<String, BigDecimal>>();
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                var select = connection.prepareStatement("SELECT * FROM ledger.usage_profile_published");
                ResultSet row = select.executeQuery()) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                var cell = new TreeMap<String, BigDecimal>();
                for (int i = 8; i <= columns; i++) {
                    cell.put(row.getMetaData().getColumnName(i), row.getBigDecimal(i));
                }
                published.put(key(row), cell);
            }
        }
        return published;
    }

    static Map<String, BigDecimal> publishedMeters(String jdbcUrl) throws SQLException {
        var published = new TreeMap<String, BigDecimal>();
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                var select = connection.prepareStatement("SELECT * FROM ledger.usage_profile_meter_published");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                published.put(key(row) + " " + row.getString("meter"), row.getBigDecimal("quantity"));
            }
        }
        return published;
    }

    private static String key(ResultSet row) throws SQLException {
        return String.join(
                " ",
                row.getString("tenant"),
                row.getString("bucket_hours"),
                row.getObject("bucket_start", OffsetDateTime.class)
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toInstant()
                        .toString(),
                row.getString("dimension_id"),
                row.getString("size_class"),
                row.getString("capabilities"),
                row.getString("currency"));
    }
}
