package io.tokenledger.pricing.ledger;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a meter is kept: the first ones have a column each in {@code usage_entry}, {@code usage_rollup} and
 * {@code usage_profile}; all others, built-in or further, are kept by name.
 */
final class MeterColumns {
    /** In the order of the tables' columns, {@code plain_input_tokens} to {@code web_searches}. */
    static final List<Meter> OWN = List.of(
            Meter.INPUT,
            Meter.CACHED_INPUT,
            Meter.CACHE_WRITE,
            Meter.CACHE_WRITE_1H,
            Meter.AUDIO_INPUT,
            Meter.IMAGE_INPUT,
            Meter.OUTPUT,
            Meter.REASONING,
            Meter.AUDIO_OUTPUT,
            Meter.REQUESTS,
            Meter.WEB_SEARCHES);

    /** As {@link #OWN}. */
    static final List<String> NAMES = List.of(
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
            "web_searches");

    private static final List<Meter> BUILT_IN_WITHOUT = builtInWithout();

    private MeterColumns() {}

    private static List<Meter> builtInWithout() {
        var without = new ArrayList<>(Meter.builtIn());
        without.removeAll(OWN);
        return List.copyOf(without);
    }

    /** The meters without a column that are not 0, by name; nearly always none, and then nothing is made. */
    static Map<Meter, Long> others(Meters meters) {
        if (meters.further().isEmpty() && isAllZero(meters)) {
            return Map.of();
        }
        var others = new TreeMap<Meter, Long>(meters.further());
        for (Meter meter : BUILT_IN_WITHOUT) {
            if (meters.quantity(meter) != 0) {
                others.put(meter, meters.quantity(meter));
            }
        }
        return others;
    }

    private static boolean isAllZero(Meters meters) {
        for (Meter meter : BUILT_IN_WITHOUT) {
            if (meters.quantity(meter) != 0) {
                return false;
            }
        }
        return true;
    }

    /** The tokens of a side that are in meters without a column. */
    static long otherTokens(Meters meters, Meter.Side side) {
        long tokens = 0;
        for (Meter meter : BUILT_IN_WITHOUT) {
            if (meter.side() == side) {
                tokens = Math.addExact(tokens, meters.quantity(meter));
            }
        }
        return tokens;
    }
}
