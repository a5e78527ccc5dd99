package io.tokenledger.ingest.dialect;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The names of service tiers. One that we do not know is passed on: pricing will say that it has no price. */
final class ServiceTier {
    static final String STANDARD = "standard";

    private ServiceTier() {}

    /** Our name: lower case; absent, "default" and "auto" are the standard tier. */
    static String named(@Nullable String tier) {
        if (tier == null || tier.equals(STANDARD) || tier.equals("default") || tier.equals("auto")) {
            return STANDARD;
        }
        String lower = tier.toLowerCase(Locale.ROOT);
        return lower.equals("default") || lower.equals("auto") ? STANDARD : lower;
    }
}
