package io.tokenledger.report.statement;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A final statement as part of the chain of its cost centre.
 *
 * @param hash as it is kept
 * @param computed of the document as it is now
 * @param previous hash that it refers to; null: it is the first
 */
record ChainLink(
        UUID id,
        long number,
        String period,
        String hash,
        String computed,
        @Nullable String previous) {

    /** What is wrong with a chain, the oldest link first; null: nothing. */
    static @Nullable String fault(List<ChainLink> chain) {
        ChainLink before = null;
        for (ChainLink link : chain) {
            if (!link.hash.equals(link.computed)) {
                return "the document of " + link.name() + " has the hash " + link.computed + ", kept with it is "
                        + link.hash;
            }
            String expected = before == null ? null : before.computed;
            if (!Objects.equals(link.previous, expected)) {
                return link.name() + " refers to " + (link.previous == null ? "no statement" : link.previous)
                        + " as the one before it, which "
                        + (before == null ? "is not there" : "is " + before.name() + " with " + expected);
            }
            before = link;
        }
        return null;
    }

    private String name() {
        return "statement " + number + " (" + id + ", period " + period + ")";
    }
}
