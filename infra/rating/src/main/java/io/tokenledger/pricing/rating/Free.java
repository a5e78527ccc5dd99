package io.tokenledger.pricing.rating;

/**
 * The event costs nothing by definition: no price list says so, and none is needed. It is priced, at zero, and never
 * anything else, whatever the book learns later.
 *
 * @param reason why, as a stable id; it stands in the ledger in the place of a price list
 * @param detail the same for a person
 */
public record Free(String reason, String detail) implements Rated {
    /**
     * The service tier of what a gateway answered out of its own cache: no provider was asked and none bills it. No price
     * list can be of this tier.
     */
    public static final String GATEWAY_CACHE = "gateway_cache";

    /** What nothing is told in. */
    public static final String CURRENCY = "USD";

    /** A hit of a gateway's cache. */
    public static final Free OF_GATEWAY_CACHE = new Free(
            GATEWAY_CACHE, "a gateway answered it out of its own cache: no provider was asked, and none bills it");

    /** Whether usage of that service tier is free by definition. */
    public static boolean isTier(String serviceTier) {
        return serviceTier.equals(GATEWAY_CACHE);
    }
}
