package io.tokenledger.pricing.pricebook;

import io.tokenledger.pricing.rating.Glob;
import java.util.List;
import java.util.Set;

/**
 * Which of a file's changes are applied; the rest is left as it is. Empty lists take everything.
 *
 * @param providers by their ids
 * @param models ids, or globs of them
 * @param changes new, changed
 * @param skipSuspicious leaves out what a person should look at first
 * @param withdrawVanished withdraws the prices that an earlier import of this format stated and the file no longer has
 */
record ImportSelection(
        List<String> providers,
        List<String> models,
        Set<String> changes,
        boolean skipSuspicious,
        boolean withdrawVanished) {
    static final ImportSelection EVERYTHING = new ImportSelection(List.of(), List.of(), Set.of(), false, false);

    /** Of the product's own book: everything, and what an older release had and this one has not is withdrawn. */
    static final ImportSelection NEWER_RELEASE = new ImportSelection(List.of(), List.of(), Set.of(), false, true);

    boolean takes(PriceChange change) {
        return takes(change.row().key())
                && (changes.isEmpty() || changes.contains(change.word()))
                && !(skipSuspicious && !Suspicion.of(change).isEmpty());
    }

    boolean takes(PriceKey key) {
        return takesProvider(key.provider()) && takesModel(key.model());
    }

    boolean takesProvider(String provider) {
        return providers.isEmpty() || providers.contains(provider);
    }

    boolean takesModel(String model) {
        return models.isEmpty() || models.stream().anyMatch(glob -> Glob.matches(glob, model));
    }
}
