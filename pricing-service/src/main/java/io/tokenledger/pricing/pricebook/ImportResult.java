package io.tokenledger.pricing.pricebook;

import io.tokenledger.pricing.rating.ModelName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import did, or in a dry run would do.
 *
 * @param importId the change; null: nothing was written, because it was a dry run or the book said it all already
 * @param changes of the price lists that were selected
 * @param notSelected how many price lists of the file were not
 * @param vanished prices of earlier imports of this format that the file no longer has
 * @param newNames names that the book did not know, or that stood for another model
 * @param newUplifts regional uplifts that were added or changed
 * @param newFallbacks resellers that the book did not know
 */
record ImportResult(
        @Nullable Long importId,
        boolean dryRun,
        List<PriceChange> changes,
        int notSelected,
        List<Vanished> vanished,
        boolean withdrewVanished,
        List<ModelName> newNames,
        List<PriceFile.UpliftRow> newUplifts,
        List<PriceFile.ProviderFallback> newFallbacks,
        PriceFile file) {

    /** A price in force that came with an earlier import of the same format and is not in the file. */
    record Vanished(PriceKey key, PresentPrice price) {}

    boolean changesTheBook() {
        return !newNames.isEmpty()
                || !newUplifts.isEmpty()
                || !newFallbacks.isEmpty()
                || (withdrewVanished && !vanished.isEmpty())
                || changes.stream().anyMatch(PriceChange::adds);
    }

    ImportResult notWritten() {
        return new ImportResult(
                null,
                dryRun,
                changes,
                notSelected,
                vanished,
                withdrewVanished,
                newNames,
                newUplifts,
                newFallbacks,
                file);
    }
}
