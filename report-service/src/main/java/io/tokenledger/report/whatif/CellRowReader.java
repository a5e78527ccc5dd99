package io.tokenledger.report.whatif;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokenledger.contract.Meter;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.whatif.UsageCell.Bounds;
import io.tokenledger.report.whatif.UsageCell.OneRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes cells of the rows of {@link CellSql}'s statements. */
final class CellRowReader {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final int NO_CLASS = -1;

    private final List<UsageKind> kinds;
    private final List<Dimension> onlyInEntries;

    /**
     * @param kinds by the numbers of the scope
     */
    CellRowReader(List<UsageKind> kinds, List<Dimension> onlyInEntries) {
        this.kinds = kinds;
        this.onlyInEntries = onlyInEntries;
    }

    UsageCell.Key key(ResultSet row) throws SQLException {
        UsageKind kind = kind(row);
        for (int i = 0; i < onlyInEntries.size(); i++) {
            kind = kind.with(onlyInEntries.get(i), row.getString("own" + i));
        }
        return new UsageCell.Key(
                kind, stretch(row), row.getInt("size_class"), row.getInt("capabilities"), row.getString("currency"));
    }

    private UsageKind kind(ResultSet row) throws SQLException {
        return kinds.get(row.getInt("kind"));
    }

    private static int stretch(ResultSet row) throws SQLException {
        return row.getInt("stretch") - 1;
    }

    /** Sums of several requests, with what they had of further meters. */
    UsageCell sums(ResultSet row, Map<UsageCell.Key, Map<Meter, Long>> more) throws SQLException {
        UsageCell.Key key = key(row);
        Bounds bounds = new Bounds(
                row.getLong("min_input_tokens"),
                row.getLong("max_input_tokens"),
                row.getLong("min_total_tokens"),
                row.getLong("max_total_tokens"),
                row.getLong("min_output_tokens"),
                row.getLong("max_output_tokens"));
        return cell(row, key, quantities(row, more.getOrDefault(key, Map.of())), bounds, null);
    }

    /** A single entry. */
    UsageCell entry(ResultSet row) throws SQLException {
        OneRequest one = new OneRequest(
                row.getLong("request_input_tokens"),
                row.getLong("request_output_tokens"),
                row.getLong("request_reasoning_tokens"),
                row.getLong("request_requests"));
        return cell(row, key(row), quantities(row, further(row.getString("more_meters"))), Bounds.NONE, one);
    }

    /** Requests and cost alone, of no class of size: nothing asks for it. */
    UsageCell cost(ResultSet row) throws SQLException {
        long requests = row.getLong("requests");
        return new UsageCell(
                kind(row),
                stretch(row),
                NO_CLASS,
                0,
                row.getString("currency"),
                requests == 0 ? Map.of() : Map.of(Meter.REQUESTS, requests),
                row.getBigDecimal("cost_pico").toBigIntegerExact(),
                0,
                Bounds.NONE,
                null);
    }

    private static UsageCell cell(
            ResultSet row, UsageCell.Key key, Map<Meter, Long> quantities, Bounds bounds, @Nullable OneRequest one)
            throws SQLException {
        return new UsageCell(
                key.kind(),
                key.stretch(),
                key.sizeClass(),
                key.capabilities(),
                key.currency(),
                quantities,
                row.getBigDecimal("cost_pico").toBigIntegerExact(),
                row.getLong("cacheable_input_tokens"),
                bounds,
                one);
    }

    private static Map<Meter, Long> quantities(ResultSet row, Map<Meter, Long> more) throws SQLException {
        Map<Meter, Long> quantities = new TreeMap<>(more);
        for (var column : MeterColumns.BY_NAME.entrySet()) {
            long quantity = row.getLong(column.getKey());
            if (quantity != 0) {
                quantities.put(column.getValue(), quantity);
            }
        }
        return quantities;
    }

    /** Quantities of an entry's further meters; nearly always none. */
    private static Map<Meter, Long> further(@Nullable String moreMeters) throws SQLException {
        if (moreMeters == null) {
            return Map.of();
        }
        try {
            Map<Meter, Long> further = new TreeMap<>();
            JSON.readTree(moreMeters)
                    .properties()
                    .forEach(meter -> further.put(
                            Meter.of(meter.getKey()),
                            Long.valueOf(meter.getValue().asText())));
            return further;
        } catch (JsonProcessingException e) {
            throw new SQLException("more_meters is no JSON", e);
        }
    }
}
