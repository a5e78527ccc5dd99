package io.tokenledger.pricing.pricebook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The statements about one price key, each over the range that it was made for. The later one covers the earlier, and
 * what a user stated covers what came with the product, whenever that came. Pure.
 */
final class PriceLayers {
    private static final Comparator<PresentPrice> LOWEST_FIRST =
            Comparator.comparing((PresentPrice layer) -> !layer.bundled()).thenComparingLong(PresentPrice::priceId);

    private PriceLayers() {}

    /** What is seen from above: stretches that do not overlap, oldest first. */
    static List<PresentPrice> flatten(List<PresentPrice> layers) {
        List<PresentPrice> seen = List.of();
        for (PresentPrice layer : layers.stream().sorted(LOWEST_FIRST).toList()) {
            var next = new ArrayList<PresentPrice>();
            for (PresentPrice below : seen) {
                below.range().minus(layer.range()).forEach(left -> next.add(below.over(left)));
            }
            next.add(layer);
            seen = next;
        }
        return seen.stream()
                .sorted(Comparator.comparing(layer -> layer.range().from()))
                .toList();
    }
}
