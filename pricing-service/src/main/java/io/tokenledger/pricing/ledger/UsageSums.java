package io.tokenledger.pricing.ledger;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.function.Function;

/** What {@code usage_rollup} and {@code usage_profile} sum up, and the columns that hold it in both. */
final class UsageSums {
    /** In the order of both tables and of {@link #columns}. */
    static final String NAMES = """
            plain_input_tokens, cached_input_tokens, cache_write_tokens, cache_write_1h_tokens, audio_input_tokens,
                image_input_tokens, plain_output_tokens, reasoning_tokens, audio_output_tokens, requests, web_searches,
                unpriced_requests, cost_pico, more_input_tokens, more_output_tokens""";

    /** A parameter for each of {@link #NAMES}. */
    static final String ARRAYS = "?::bigint[], ".repeat(12) + "?::numeric[], ?::bigint[], ?::bigint[]";

    /** For {@code ON CONFLICT DO UPDATE SET}, where the table is named {@code sums}. */
    static final String ADDED = """
            plain_input_tokens = sums.plain_input_tokens + excluded.plain_input_tokens,
                cached_input_tokens = sums.cached_input_tokens + excluded.cached_input_tokens,
                cache_write_tokens = sums.cache_write_tokens + excluded.cache_write_tokens,
                cache_write_1h_tokens = sums.cache_write_1h_tokens + excluded.cache_write_1h_tokens,
                audio_input_tokens = sums.audio_input_tokens + excluded.audio_input_tokens,
                image_input_tokens = sums.image_input_tokens + excluded.image_input_tokens,
                plain_output_tokens = sums.plain_output_tokens + excluded.plain_output_tokens,
                reasoning_tokens = sums.reasoning_tokens + excluded.reasoning_tokens,
                audio_output_tokens = sums.audio_output_tokens + excluded.audio_output_tokens,
                requests = sums.requests + excluded.requests,
                web_searches = sums.web_searches + excluded.web_searches,
                unpriced_requests = sums.unpriced_requests + excluded.unpriced_requests,
                cost_pico = sums.cost_pico + excluded.cost_pico,
                more_input_tokens = sums.more_input_tokens + excluded.more_input_tokens,
                more_output_tokens = sums.more_output_tokens + excluded.more_output_tokens""";

    private static final int METERS = MeterColumns.OWN.size();

    private final long[] quantities = new long[METERS];
    private long unpricedRequests;
    private BigInteger costPico = BigInteger.ZERO;
    private long moreInputTokens;
    private long moreOutputTokens;

    void add(EntryRow entry) {
        for (int i = 0; i < METERS; i++) {
            quantities[i] = Math.addExact(quantities[i], entry.quantity(MeterColumns.OWN.get(i)));
        }
        unpricedRequests = Math.addExact(unpricedRequests, entry.unpricedRequests());
        BigInteger cost = entry.amount().costPicoOrNull();
        if (cost != null) {
            costPico = costPico.add(cost);
        }
        int sign = entry.kind().sign();
        Meters meters = entry.event().meters();
        moreInputTokens =
                Math.addExact(moreInputTokens, sign * MeterColumns.otherTokens(meters, Meter.Side.INPUT_TOKENS));
        moreOutputTokens =
                Math.addExact(moreOutputTokens, sign * MeterColumns.otherTokens(meters, Meter.Side.OUTPUT_TOKENS));
    }

    void add(UsageSums sums) {
        for (int i = 0; i < METERS; i++) {
            quantities[i] = Math.addExact(quantities[i], sums.quantities[i]);
        }
        unpricedRequests = Math.addExact(unpricedRequests, sums.unpricedRequests);
        costPico = costPico.add(sums.costPico);
        moreInputTokens = Math.addExact(moreInputTokens, sums.moreInputTokens);
        moreOutputTokens = Math.addExact(moreOutputTokens, sums.moreOutputTokens);
    }

    long requests() {
        return quantities[MeterColumns.OWN.indexOf(Meter.REQUESTS)];
    }

    /** All input tokens: cached, written, audio, image and those without a column included. */
    long inputTokens() {
        return Math.addExact(moreInputTokens, ofSide(Meter.Side.INPUT_TOKENS));
    }

    /** All output tokens: reasoning, audio and those without a column included. */
    long outputTokens() {
        return Math.addExact(moreOutputTokens, ofSide(Meter.Side.OUTPUT_TOKENS));
    }

    private long ofSide(Meter.Side side) {
        long tokens = 0;
        for (int i = 0; i < METERS; i++) {
            if (MeterColumns.OWN.get(i).side() == side) {
                tokens = Math.addExact(tokens, quantities[i]);
            }
        }
        return tokens;
    }

    long reasoningTokens() {
        return quantities[MeterColumns.OWN.indexOf(Meter.REASONING)];
    }

    /** 1e-12 of the currency; 0 where nothing is priced, and then {@link #unpricedRequests} tells so. */
    BigInteger costPico() {
        return costPico;
    }

    long unpricedRequests() {
        return unpricedRequests;
    }

    /** Appends the columns {@link #NAMES} of rows. */
    static <R> void columns(ColumnArrays<R> arrays, Function<R, UsageSums> sums) throws SQLException {
        for (int meter = 0; meter < METERS; meter++) {
            int index = meter;
            arrays.int8(row -> sums.apply(row).quantities[index]);
        }
        arrays.int8(row -> sums.apply(row).unpricedRequests);
        arrays.numeric(row -> sums.apply(row).costPico);
        arrays.int8(row -> sums.apply(row).moreInputTokens);
        arrays.int8(row -> sums.apply(row).moreOutputTokens);
    }
}
