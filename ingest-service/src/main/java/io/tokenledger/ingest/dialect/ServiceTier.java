package io.tokenledger.ingest.dialect;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The names of service tiers. One that we do not know is passed on: pricing will say that it has no price. */
public final class ServiceTier {
    /** The tier of a request that asks for none. */
    public static final String STANDARD = "standard";

    private static final String BATCH = "batch";

    private ServiceTier() {}

    /**
     * The tier that a response was served in. The provider's word beats what was asked for: a request for flex or
     * priority that was answered as default is billed as standard. Two things no response tells: that it comes from a
     * batch, whose answers say default; and what became of "auto", which is what was asked for.
     *
     * @param asked what the sender says beside the response; null: nothing
     * @param served what the response says; null: nothing
     */
    public static String served(@Nullable String asked, @Nullable String served) {
        boolean isTold = served != null && !served.equalsIgnoreCase("auto");
        String tier = named(isTold ? served : asked);
        return tier.equals(STANDARD) && named(asked).equals(BATCH) ? BATCH : tier;
    }

    /** Our name: lower case; absent, "default" and "auto" are the standard tier. */
    public static String named(@Nullable String tier) {
        if (tier == null || tier.equals(STANDARD) || tier.equals("default") || tier.equals("auto")) {
            return STANDARD;
        }
        String lower = tier.toLowerCase(Locale.ROOT);
        return lower.equals("default") || lower.equals("auto") ? STANDARD : lower;
    }
}
