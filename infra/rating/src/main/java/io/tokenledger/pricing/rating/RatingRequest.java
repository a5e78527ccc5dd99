package io.tokenledger.pricing.rating;

import io.tokenledger.contract.Meters;
import java.time.Instant;

/**
 * What has to be known of an event to rate it.
 *
 * @param tenant whose contract is looked at before the list; {@code ""} asks for the list price
 * @param model the model's id or an alias of it, such as a dated snapshot
 * @param serviceTier the tier that was served; it must match a price list exactly
 * @param region where it was served, or the deployment; {@code ""}: not known
 * @param at when the usage happened; this time picks the price
 */
public record RatingRequest(
        String tenant, String provider, String model, String serviceTier, String region, Instant at, Meters meters) {}
