package io.tokenledger.bench.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import io.tokenledger.pricing.rating.RatingRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeerTest {
    @Test
    void theTotalsOfThePeerIncludeTheirParts() {
        var request = new RatingRequest(
                "acme",
                "anthropic",
                "claude-opus-4-5",
                "batch",
                "",
                Instant.ofEpochMilli(1_777_000_000_000L),
                Meters.builder()
                        .set(Meter.INPUT, 1)
                        .set(Meter.CACHED_INPUT, 20)
                        .set(Meter.CACHE_WRITE, 300)
                        .set(Meter.CACHE_WRITE_1H, 4_000)
                        .set(Meter.OUTPUT, 50_000)
                        .set(Meter.REASONING, 600_000)
                        .set(Meter.REQUESTS, 1)
                        .build());
        assertThat(PeerCase.of(List.of(request)))
                .containsExactly(new PeerCase(
                        0,
                        "anthropic",
                        "claude-opus-4-5",
                        1_777_000_000_000L,
                        Map.of(
                                "input_tokens", 4_321L,
                                "cache_read_tokens", 20L,
                                "cache_write_tokens", 4_300L,
                                "cache_write_1h_tokens", 4_000L,
                                "output_tokens", 650_000L,
                                "output_reasoning_tokens", 600_000L)));
    }
}
