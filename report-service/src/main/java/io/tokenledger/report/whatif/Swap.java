package io.tokenledger.report.whatif;

import io.tokenledger.report.usage.Filter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Moves a share of some usage to somewhere else, or changes its habits, or both.
 *
 * @param name for people; null: none
 * @param from which usage; no filter: all of it
 * @param share from 0 to 1, of what {@code from} matches
 * @param set what the asker knows better than the defaults
 * @param inputKept the part of the input that is still sent: 0.8 is a context trimmed by a fifth
 */
public record Swap(
        @Nullable String name,
        List<Filter> from,
        Target to,
        BigDecimal share,
        Map<Assumption, Estimate> set,
        CachedInput cachedInput,
        BigDecimal inputKept) {
    public Swap {
        from = List.copyOf(from);
        set = Map.copyOf(set);
    }

    /** Everything of that usage to there, with every assumption at its default. */
    public static Swap everything(@Nullable String name, List<Filter> from, Target to) {
        return new Swap(name, from, to, BigDecimal.ONE, Map.of(), new CachedInput.AsRecorded(), BigDecimal.ONE);
    }

    /** The same for a share of the usage. */
    public Swap ofShare(BigDecimal otherShare) {
        return new Swap(name, from, to, otherShare, set, cachedInput, inputKept);
    }

    /** The same with another use of prompt caches. */
    public Swap caching(CachedInput otherCachedInput) {
        return new Swap(name, from, to, share, set, otherCachedInput, inputKept);
    }

    /** Whether it changes nothing at all, whatever usage it matches. */
    boolean changesNothing() {
        return to.isNowhereElse()
                && cachedInput instanceof CachedInput.AsRecorded
                && inputKept.compareTo(BigDecimal.ONE) == 0
                && set.isEmpty();
    }
}
