package io.tokenledger.report.directcost;

import io.tokenledger.report.costcenter.Attribution;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What direct costs are summed up by. Null: not said, or not so.
 *
 * @param adjusts of an adjustment: the id of the period in which it occurred
 * @param reference of a charge and a correction: what asked for it, {@code contract/<id>}, {@code repricing/<id>}
 * @param meter as prices name it; of what is not of one meter: {@code correction}, {@code charge}
 * @param priceId of the price list; null: unpriced, or not by a list
 * @param unitPricePico 1e-12 of the currency per unit, after uplifts and discounts; null: not by a unit price
 * @param currency ISO 4217, of the ledger; {@code XXX} where it is unpriced
 */
public record LineKey(
        Attribution attribution,
        DirectKind kind,
        @Nullable String adjusts,
        @Nullable String reference,
        @Nullable String team,
        @Nullable String project,
        @Nullable String app,
        @Nullable String environment,
        String provider,
        String model,
        String serviceTier,
        @Nullable String region,
        String meter,
        @Nullable Long priceId,
        @Nullable BigInteger unitPricePico,
        String currency) {}
