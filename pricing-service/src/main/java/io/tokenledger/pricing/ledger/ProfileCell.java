package io.tokenledger.pricing.ledger;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import java.sql.SQLException;
import java.util.function.Function;

/** What one row of {@code usage_profile} gains: sums, and the bounds of one request, which only ever widen. */
final class ProfileCell {
    /** Beside {@link UsageSums#NAMES}; in the order of the table and of {@link #columns}. */
    static final String NAMES = """
            measured_input_tokens, repeated_prefix_tokens, cacheable_input_tokens, min_input_tokens, max_input_tokens,
                min_total_tokens, max_total_tokens, min_output_tokens, max_output_tokens""";

    /** A parameter for each of {@link #NAMES}. */
    static final String ARRAYS = "?::bigint[]" + ", ?::bigint[]".repeat(8);

    /** For {@code ON CONFLICT DO UPDATE SET}, where the table is named {@code sums}. */
    static final String MERGED = """
            measured_input_tokens = sums.measured_input_tokens + excluded.measured_input_tokens,
                repeated_prefix_tokens = sums.repeated_prefix_tokens + excluded.repeated_prefix_tokens,
                cacheable_input_tokens = sums.cacheable_input_tokens + excluded.cacheable_input_tokens,
                min_input_tokens = least(sums.min_input_tokens, excluded.min_input_tokens),
                max_input_tokens = greatest(sums.max_input_tokens, excluded.max_input_tokens),
                min_total_tokens = least(sums.min_total_tokens, excluded.min_total_tokens),
                max_total_tokens = greatest(sums.max_total_tokens, excluded.max_total_tokens),
                min_output_tokens = least(sums.min_output_tokens, excluded.min_output_tokens),
                max_output_tokens = greatest(sums.max_output_tokens, excluded.max_output_tokens)""";

    private final UsageSums sums = new UsageSums();
    private final Bounds input = new Bounds();
    private final Bounds total = new Bounds();
    private final Bounds output = new Bounds();
    private long measuredInputTokens;
    private long repeatedPrefixTokens;
    private long cacheableInputTokens;

    /** The least and the most that one request has; the mean of an aggregate, down and up. */
    private static final class Bounds {
        private long least = Long.MAX_VALUE;
        private long most;

        void include(long tokens, long requests) {
            least = Math.min(least, SizeClass.least(tokens, requests));
            most = Math.max(most, SizeClass.most(tokens, requests));
        }

        void include(Bounds other) {
            least = Math.min(least, other.least);
            most = Math.max(most, other.most);
        }
    }

    /** Adds an entry. Its quantities have its sign, the bounds are those of its event, whatever the entry does to it. */
    void add(EntryRow entry) {
        sums.add(entry);
        Meters meters = entry.event().meters();
        long inputTokens = meters.inputTokens();
        long outputTokens = meters.outputTokens();
        long requests = meters.quantity(Meter.REQUESTS);
        input.include(inputTokens, requests);
        total.include(inputTokens + outputTokens, requests);
        output.include(outputTokens, requests);
        Long repeated = entry.event().measured().repeatedPrefixTokens();
        if (repeated != null) {
            int sign = entry.kind().sign();
            measuredInputTokens = Math.addExact(measuredInputTokens, sign * inputTokens);
            repeatedPrefixTokens = Math.addExact(repeatedPrefixTokens, sign * repeated);
            cacheableInputTokens = Math.addExact(cacheableInputTokens, sign * cacheable(meters, repeated));
        }
    }

    /** Plain input that could have been read from a cache: what was repeated and was not read from one. */
    private static long cacheable(Meters meters, long repeated) {
        long notCached = Math.min(repeated - meters.quantity(Meter.CACHED_INPUT), meters.quantity(Meter.INPUT));
        return Math.max(notCached, 0);
    }

    void add(ProfileCell cell) {
        sums.add(cell.sums);
        input.include(cell.input);
        total.include(cell.total);
        output.include(cell.output);
        measuredInputTokens = Math.addExact(measuredInputTokens, cell.measuredInputTokens);
        repeatedPrefixTokens = Math.addExact(repeatedPrefixTokens, cell.repeatedPrefixTokens);
        cacheableInputTokens = Math.addExact(cacheableInputTokens, cell.cacheableInputTokens);
    }

    /** Appends the columns {@link UsageSums#NAMES} and {@link #NAMES} of rows. */
    static <R> void columns(ColumnArrays<R> arrays, Function<R, ProfileCell> cell) throws SQLException {
        UsageSums.columns(arrays, row -> cell.apply(row).sums);
        arrays.int8(row -> cell.apply(row).measuredInputTokens);
        arrays.int8(row -> cell.apply(row).repeatedPrefixTokens);
        arrays.int8(row -> cell.apply(row).cacheableInputTokens);
        arrays.int8(row -> cell.apply(row).input.least);
        arrays.int8(row -> cell.apply(row).input.most);
        arrays.int8(row -> cell.apply(row).total.least);
        arrays.int8(row -> cell.apply(row).total.most);
        arrays.int8(row -> cell.apply(row).output.least);
        arrays.int8(row -> cell.apply(row).output.most);
    }
}
