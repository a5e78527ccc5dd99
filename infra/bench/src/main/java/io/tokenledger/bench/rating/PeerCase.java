package io.tokenledger.bench.rating;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import io.tokenledger.pricing.rating.RatingRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A case in the peer's words. It knows no service tier, tenant or region: it prices the same usage of the same model at
 * the same time by the vendor's standard list.
 *
 * @param at milliseconds since 1970
 */
record PeerCase(int number, String provider, String model, long at, Map<String, Long> usage) {

    static List<PeerCase> of(List<RatingRequest> cases) {
        var peerCases = new ArrayList<PeerCase>(cases.size());
        for (RatingRequest request : cases) {
            peerCases.add(new PeerCase(
                    peerCases.size(),
                    request.provider(),
                    request.model(),
                    request.at().toEpochMilli(),
                    usage(request.meters())));
        }
        return peerCases;
    }

    /** Its totals include their parts, and what is 0 is left out. */
    private static Map<String, Long> usage(Meters meters) {
        long written1h = meters.quantity(Meter.CACHE_WRITE_1H);
        var usage = new LinkedHashMap<String, Long>();
        usage.put("input_tokens", meters.inputTokens());
        usage.put("cache_read_tokens", meters.quantity(Meter.CACHED_INPUT));
        usage.put("cache_write_tokens", meters.quantity(Meter.CACHE_WRITE) + written1h);
        usage.put("cache_write_1h_tokens", written1h);
        usage.put("input_audio_tokens", meters.quantity(Meter.AUDIO_INPUT));
        usage.put("output_tokens", meters.outputTokens());
        usage.put("output_reasoning_tokens", meters.quantity(Meter.REASONING));
        usage.put("web_searches", meters.quantity(Meter.WEB_SEARCHES));
        usage.values().removeIf(quantity -> quantity == 0);
        return usage;
    }
}
