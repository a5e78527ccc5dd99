package io.tokenledger.report.whatif;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import io.tokenledger.pricing.rating.RatingRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Usage that is of one group of an answer, and priced by one price list.
 *
 * @param group a value per dimension of the question; null: not attributed
 * @param region as the price book writes it: empty where it is not known
 */
public record BasketLine(
        List<@Nullable String> group, String tenant, String provider, String model, String serviceTier, String region) {

    public BasketLine {
        group = Collections.unmodifiableList(new ArrayList<>(group));
    }

    /** A request of the line with so many input tokens, as the price book is asked. */
    public RatingRequest request(Instant at, long inputTokens) {
        return new RatingRequest(
                tenant,
                provider,
                model,
                serviceTier,
                region,
                at,
                Meters.builder().set(Meter.INPUT, inputTokens).build());
    }
}
