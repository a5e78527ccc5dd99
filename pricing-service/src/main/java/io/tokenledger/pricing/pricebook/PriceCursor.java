package io.tokenledger.pricing.pricebook;

import io.tokenledger.pricing.problem.PricingError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Where a page of prices ended, in the order that they are listed in; opaque to the caller. */
record PriceCursor(
        String provider, String model, String serviceTier, String tenant, long contextOverTokens, long priceId) {
    private static final String SEPARATOR = "\n"; // names hold no control characters
    private static final int PARTS = 6;

    static PriceCursor after(PriceEntry entry) {
        PriceKey key = entry.key();
        return new PriceCursor(
                key.provider(), key.model(), key.serviceTier(), key.tenant(), key.contextOverTokens(), entry.priceId());
    }

    String text() {
        String plain = String.join(
                SEPARATOR,
                provider,
                model,
                serviceTier,
                tenant,
                Long.toString(contextOverTokens),
                Long.toString(priceId));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    static PriceCursor parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            List<String> parts = List.of(plain.split(SEPARATOR, -1));
            if (parts.size() == PARTS && plain.indexOf('\0') < 0) {
                return new PriceCursor(
                        parts.get(0),
                        parts.get(1),
                        parts.get(2),
                        parts.get(3),
                        Long.parseLong(parts.get(4)),
                        Long.parseLong(parts.get(5)));
            }
        } catch (IllegalArgumentException e) {
            throw PricingError.PARAMETER_INVALID.because("cursor is not one that this service gave", e);
        }
        throw PricingError.PARAMETER_INVALID.because("cursor is not one that this service gave");
    }
}
