package io.tokenledger.pricing.pricebook;

import io.tokenledger.pricing.rating.ModelAlias;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import did, or in a dry run would do.
 *
 * @param importId null: nothing was written, because it was a dry run or the book said it all already
 */
record ImportResult(
        @Nullable Long importId,
        boolean dryRun,
        List<PriceChange> changes,
        List<ModelAlias> newAliases,
        List<PriceFile.RoundedPrice> rounded) {

    boolean changesTheBook() {
        return !newAliases.isEmpty()
                || changes.stream().anyMatch(change -> switch (change) {
                    case PriceChange.New _, PriceChange.Changed _ -> true;
                    case PriceChange.Unchanged _, PriceChange.Kept _ -> false;
                });
    }
}
