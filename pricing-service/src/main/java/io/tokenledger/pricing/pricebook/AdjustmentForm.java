package io.tokenledger.pricing.pricebook;

import io.tokenledger.pricing.json.JsonForm;
import io.tokenledger.pricing.problem.PricingError;
import io.tokenledger.pricing.query.QueryParameters;
import io.tokenledger.pricing.rating.Adjustment;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/** Reads an uplift or a discount as a caller states it, field by field. Pure. */
final class AdjustmentForm {
    static final Set<String> FIELDS = Set.of(
            "author",
            "reason",
            "kind",
            "tenant",
            "provider",
            "model",
            "service_tier",
            "region",
            "percent",
            "valid_from",
            "valid_until");
    private static final BigDecimal MOST_UPLIFT = BigDecimal.valueOf(900);
    private static final int MILLIONTHS_PER_PERCENT = 10_000;

    private AdjustmentForm() {}

    static Adjustment read(JsonForm said) {
        Adjustment.Kind kind = kind(text(said, "kind"));
        String tenant = text(said, "tenant");
        String region = text(said, "region");
        if (kind == Adjustment.Kind.UPLIFT
                ? !tenant.isEmpty() || region.isEmpty()
                : tenant.isEmpty() || !region.isEmpty()) {
            throw PricingError.ADJUSTMENT_INVALID.because(
                    "an uplift is for a region and everybody, a discount for a tenant and every region");
        }
        Instant from = QueryParameters.second("valid_from", said.required("valid_from"));
        Instant until = text(said, "valid_until").isEmpty()
                ? null
                : QueryParameters.second("valid_until", text(said, "valid_until"));
        if (until != null && !until.isAfter(from)) {
            throw PricingError.ADJUSTMENT_INVALID.because(
                    "valid_until is " + until + ": it must be after valid_from, which is " + from);
        }
        return new Adjustment(
                0,
                kind,
                tenant,
                said.required("provider").strip(),
                text(said, "model"),
                text(said, "service_tier"),
                region,
                millionths(kind, said.required("percent")),
                from,
                until);
    }

    private static Adjustment.Kind kind(String name) {
        return switch (name) {
            case "uplift" -> Adjustment.Kind.UPLIFT;
            case "discount" -> Adjustment.Kind.DISCOUNT;
            default -> throw PricingError.ADJUSTMENT_INVALID.because("kind is '" + name + "': uplift or discount");
        };
    }

    private static long millionths(Adjustment.Kind kind, String percent) {
        boolean isDecimal = percent.matches("[0-9]{1,3}(\\.[0-9]{1,4})?");
        BigDecimal value = isDecimal ? new BigDecimal(percent) : BigDecimal.ZERO;
        BigDecimal most = kind == Adjustment.Kind.UPLIFT ? MOST_UPLIFT : BigDecimal.valueOf(100);
        if (value.signum() <= 0 || value.compareTo(most) > 0) {
            throw PricingError.ADJUSTMENT_INVALID.because("percent is '" + percent + "': a "
                    + kind.name().toLowerCase(Locale.ROOT) + " is over 0 and at most " + most
                    + ", with at most 4 places");
        }
        long difference =
                value.multiply(BigDecimal.valueOf(MILLIONTHS_PER_PERCENT)).longValueExact();
        return kind == Adjustment.Kind.UPLIFT ? 1_000_000 + difference : 1_000_000 - difference;
    }

    private static String text(JsonForm said, String field) {
        String text = said.text(field);
        return text == null ? "" : text.strip();
    }
}
