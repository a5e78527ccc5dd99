package io.tokenledger.report.costcenter;

import io.tokenledger.report.usage.Usage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** How much usage is, beside other usage: by cost, then by requests, then by tokens. Pure. */
final class Weight {
    private static final int SHARE_PLACES = 6;

    /** The heaviest first. */
    static final Comparator<Usage> HEAVIEST_FIRST = Comparator.comparing(Usage::pricedCostPico)
            .thenComparing(Usage::requests)
            .thenComparing(Weight::tokens)
            .reversed();

    private Weight() {}

    static long tokens(Usage usage) {
        return Math.addExact(usage.inputTokens(), usage.outputTokens());
    }

    static Usage sum(Iterable<Usage> parts) {
        Usage sum = Usage.NONE;
        for (Usage part : parts) {
            sum = sum.plus(part);
        }
        return sum;
    }

    /** Share of the whole's cost, or of its requests where nothing of it has a price; null: the whole is nothing. */
    static @Nullable String share(Usage part, Usage whole) {
        return whole.pricedCostPico().signum() == 0
                ? share(BigInteger.valueOf(part.requests()), BigInteger.valueOf(whole.requests()))
                : share(part.pricedCostPico(), whole.pricedCostPico());
    }

    /** From 0 to 1, half-even to 6 places; null: the whole is nothing. */
    static @Nullable String share(BigInteger part, BigInteger whole) {
        if (whole.signum() == 0) {
            return null;
        }
        BigDecimal share = new BigDecimal(part).divide(new BigDecimal(whole), SHARE_PLACES, RoundingMode.HALF_EVEN);
        return share.signum() == 0 ? "0" : share.stripTrailingZeros().toPlainString();
    }
}
