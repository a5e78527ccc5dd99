package io.tokenledger.report.recommendation;

import io.tokenledger.report.recommendation.SwapTargets.Offer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The moves of an app that look worth an exact answer: allowed, for sale now, and cheaper for the same tokens. Pure. */
final class Candidates {
    /** Where nobody said how much of an app's work can wait. */
    static final BigDecimal ASSUMED_DEFERRABLE = new BigDecimal("0.5");

    private static final String STANDARD = "standard";
    private static final List<String> CHEAPER_TIERS = List.of("batch", "flex");
    private static final int MUCH_REASONING_PERCENT = 30;
    private static final int MOST_COMPARABLE = 20;
    private static final int MOST_UNPROVEN = 3;

    private final NowPrices prices;
    private final SwapTargets targets;
    private final QualityRule quality;
    private final Constraints constraints;

    Candidates(NowPrices prices, SwapTargets targets, QualityRule quality, Constraints constraints) {
        this.prices = prices;
        this.targets = targets;
        this.quality = quality;
        this.constraints = constraints;
    }

    /**
     * All of one source; a hybrid stands beside each swap that may be divided, and alone where the minimum forbids all.
     * From a provider that is not allowed only everything can be moved away.
     */
    List<Candidate> of(Source source) {
        List<Candidate> found = new ArrayList<>();
        addSwaps(found, source);
        if (constraints.allowsProvider(source.provider())) {
            addTiers(found, source);
            addCaching(found, source);
            addEfforts(found, source);
        }
        return found;
    }

    private record Cheaper(Offer offer, BigInteger saving, boolean comparable) {}

    private void addSwaps(List<Candidate> found, Source source) {
        List<Cheaper> cheaper = new ArrayList<>();
        for (Offer offer : targets.of(source)) {
            BigInteger saving =
                    prices.saving(source.lines(), mix -> mix.at(offer.provider(), offer.model(), mix.serviceTier()));
            if (saving == null || saving.signum() > 0) {
                cheaper.add(new Cheaper(
                        offer,
                        saving == null ? BigInteger.ZERO : saving,
                        quality.isComparable(source.app(), source.model(), offer.model(), source.efforts())));
            }
        }
        cheaper.sort(Comparator.comparing(Cheaper::saving).reversed());
        addSwaps(
                found,
                source,
                cheaper.stream()
                        .filter(Cheaper::comparable)
                        .limit(MOST_COMPARABLE)
                        .toList());
        addSwaps(
                found,
                source,
                cheaper.stream()
                        .filter(target -> !target.comparable)
                        .limit(MOST_UNPROVEN)
                        .toList());
    }

    private void addSwaps(List<Candidate> found, Source source, List<Cheaper> cheaper) {
        for (Cheaper target : cheaper) {
            Offer offer = target.offer;
            var swap = new Candidate(
                    MoveKind.SWAP,
                    source.app(),
                    source.place(),
                    Place.of(offer.provider(), offer.model()),
                    BigDecimal.ONE,
                    source.regions());
            if (quality.allows(source.app(), offer.model(), source.efforts())) {
                found.add(swap);
            }
            if (constraints.allowsProvider(source.provider())
                    && quality.allowsHybrid(source.app(), source.model(), offer.model(), source.efforts())) {
                found.add(swap.as(MoveKind.HYBRID, QualityRule.MOVED_BY_HYBRID));
            }
        }
    }

    private void addTiers(List<Candidate> found, Source source) {
        List<UsedLine> standard = source.inTier(STANDARD);
        BigDecimal declared = constraints.deferrableShare(source.app());
        BigDecimal share = declared == null ? ASSUMED_DEFERRABLE : declared;
        if (standard.isEmpty() || share.signum() == 0) {
            return;
        }
        for (String tier : CHEAPER_TIERS) {
            BigInteger saving = prices.saving(standard, mix -> mix.at(mix.provider(), mix.model(), tier));
            if (saving != null && saving.signum() > 0) {
                Place from = source.place().inTier(STANDARD);
                found.add(new Candidate(MoveKind.TIER, source.app(), from, from.inTier(tier), share, source.regions()));
            }
        }
    }

    private static void addCaching(List<Candidate> found, Source source) {
        if (Source.sum(source.lines(), UsedLine::cacheableInputTokens) > 0) {
            found.add(new Candidate(
                    MoveKind.CACHING, source.app(), source.place(), source.place(), BigDecimal.ONE, source.regions()));
        }
    }

    private void addEfforts(List<Candidate> found, Source source) {
        for (List<String> change :
                List.of(List.of("high", "medium"), List.of("high", "low"), List.of("medium", "low"))) {
            List<UsedLine> lines = source.atEffort(change.getFirst());
            if (Source.reasonsMuch(lines, MUCH_REASONING_PERCENT)
                    && quality.allowsAtEffort(source.app(), source.model(), change.getLast())) {
                Place from = source.place().atEffort(change.getFirst());
                found.add(new Candidate(
                        MoveKind.EFFORT,
                        source.app(),
                        from,
                        from.atEffort(change.getLast()),
                        BigDecimal.ONE,
                        source.regions()));
            }
        }
    }
}
