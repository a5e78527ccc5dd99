package io.tokenledger.report.whatif;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import io.tokenledger.pricing.rating.Free;
import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.pricing.rating.RatingRequest;
import io.tokenledger.pricing.rating.Terms;
import io.tokenledger.pricing.rating.UnpricedReason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Rates sums of requests by the price book, as it would rate each of them. Exact, because a cost is linear. Pure. */
final class Rater {
    private final PriceBook book;
    private final PriceBasis basis;

    Rater(PriceBook book, PriceBasis basis) {
        this.book = book;
        this.basis = basis;
    }

    /** Whose prices count for usage of that tenant. */
    String buyer(String tenant) {
        return basis.list() ? PriceBook.LIST : tenant;
    }

    /** What the cell costs where it is, by the prices that count rather than by the ledger. */
    Move whereItIs(UsageCell cell, Instant stretchStart) {
        UsageKind kind = cell.kind();
        var there = new Destination(
                -1,
                buyer(kind.tenant()),
                kind.provider(),
                kind.model(),
                kind.serviceTier(),
                kind.region(),
                true,
                TargetFacts.NONE,
                Map.of(),
                STAYING);
        return move(cell, there, Factors.NONE, stretchStart);
    }

    private static final Swap STAYING = Swap.everything(null, List.of(), new Target(null, null, null, null, null));

    /** What the cell costs at its destination. What a gateway answers out of its cache reaches no model: it stays free. */
    Move move(UsageCell cell, Destination to, Factors factors, Instant stretchStart) {
        if (Free.isTier(cell.kind().serviceTier())) {
            return new Move.Moved(BigDecimal.ZERO, Free.CURRENCY);
        }
        Move.Excluded incapable = incapable(cell, to);
        if (incapable != null) {
            return incapable;
        }
        Instant at = basis.at() == null ? stretchStart : basis.at();
        MovedSize size = MovedSize.of(cell, factors);
        RatingRequest smallest = request(to, at, size.lowInput());
        Terms terms = book.termsFor(smallest);
        Terms ofLargest =
                size.lowInput() == size.highInput() ? terms : book.termsFor(request(to, at, size.highInput()));
        boolean onePrice = terms == null ? ofLargest == null : terms.equals(ofLargest);
        if (!onePrice) {
            return new Move.Divided();
        }
        if (terms == null) {
            var why = book.whyNoPrice(smallest);
            return new Move.Excluded(
                    why.reason() == UnpricedReason.TIER_UNKNOWN
                            ? Exclusion.TIER_NOT_OFFERED
                            : Exclusion.TARGET_UNPRICED,
                    why.detail());
        }
        return priced(cell, to, factors, terms, size);
    }

    private static Move priced(UsageCell cell, Destination to, Factors factors, Terms terms, MovedSize size) {
        BigDecimal cost = BigDecimal.ZERO;
        for (var moved : MovedTokens.of(cell, factors).entrySet()) {
            OptionalLong pico = terms.charged().picoPerUnit(moved.getKey());
            if (pico.isEmpty() && cell.one() == null) {
                return new Move.Divided(); // perhaps not every request has used it
            }
            if (pico.isEmpty()) {
                return new Move.Excluded(
                        Exclusion.TARGET_UNPRICED,
                        named(to) + " has no price for " + moved.getKey().id());
            }
            cost = cost.add(moved.getValue().multiply(BigDecimal.valueOf(pico.getAsLong())));
        }
        Move limited = limited(to, size);
        return limited != null ? limited : new Move.Moved(cost, terms.price().currency());
    }

    private static @Nullable Move limited(Destination to, MovedSize size) {
        TargetFacts facts = to.facts();
        Verdict window = Verdict.of(size.lowTotal(), size.highTotal(), facts.contextWindow())
                .or(Verdict.of(size.lowInput(), size.highInput(), facts.maxInputTokens()));
        Verdict output = Verdict.of(size.lowOutput(), size.highOutput(), facts.maxOutputTokens());
        if (window == Verdict.OVER) {
            return new Move.Excluded(
                    Exclusion.CONTEXT_WINDOW,
                    named(to) + " takes " + tokens(facts.contextWindow(), "input and output together")
                            + tokens(facts.maxInputTokens(), "input"));
        }
        if (window == Verdict.DIVIDED || output == Verdict.DIVIDED) {
            return new Move.Divided();
        }
        return output == Verdict.OVER
                ? new Move.Excluded(
                        Exclusion.OUTPUT_LIMIT, named(to) + " writes " + tokens(facts.maxOutputTokens(), "output"))
                : null;
    }

    /** How requests between two sizes lie to a limit. */
    private enum Verdict {
        WITHIN,
        DIVIDED,
        OVER;

        static Verdict of(long low, long high, @Nullable Long limit) {
            return limit == null || high <= limit ? WITHIN : low > limit ? OVER : DIVIDED;
        }

        /** Of two limits that mean the same. */
        Verdict or(Verdict other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    private static Move.@Nullable Excluded incapable(UsageCell cell, Destination to) {
        for (Ability ability : Ability.values()) {
            if ((cell.capabilities() & ability.bit) != 0 && Boolean.FALSE.equals(ability.of(to.facts()))) {
                return new Move.Excluded(ability.exclusion, named(to) + " has no " + ability.told);
            }
        }
        return null;
    }

    /** What requests may have made use of; the bits are those of the ledger. */
    private enum Ability {
        IMAGES(1, Exclusion.IMAGES_MISSING, "image input"),
        AUDIO(2, Exclusion.AUDIO_MISSING, "audio"),
        TOOLS(4, Exclusion.TOOLS_MISSING, "tools");

        private final int bit;
        private final Exclusion exclusion;
        private final String told;

        Ability(int bit, Exclusion exclusion, String told) {
            this.bit = bit;
            this.exclusion = exclusion;
            this.told = told;
        }

        @Nullable
        Boolean of(TargetFacts facts) {
            return switch (this) {
                case IMAGES -> facts.images();
                case AUDIO -> facts.audio();
                case TOOLS -> facts.tools();
            };
        }
    }

    private static RatingRequest request(Destination to, Instant at, long inputTokens) {
        return new RatingRequest(
                to.tenant(),
                to.provider(),
                to.model(),
                to.serviceTier(),
                to.region(),
                at,
                Meters.builder().set(Meter.INPUT, inputTokens).build());
    }

    private static String named(Destination to) {
        return to.model() + " of " + to.provider();
    }

    private static String tokens(@Nullable Long limit, String what) {
        return limit == null ? "" : "at most " + limit + " tokens of " + what + " ";
    }
}
