package io.tokenledger.report.allocation;

import io.tokenledger.report.allocation.Transfer.Method;
import io.tokenledger.report.money.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Weights and shares for people. Pure. */
final class Shares {
    /** Decimal places of a fixed share. */
    static final int PLACES = 6;

    private static final int SHOWN_PLACES = 12;

    private Shares() {}

    /** Money for direct cost, tokens as they are, ones, or the share itself. */
    static String weight(Method method, BigInteger weight) {
        return switch (method) {
            case DIRECT_COST -> Money.exact(weight);
            case TOKENS, EVEN -> weight.toString();
            case FIXED_SHARES -> plain(new BigDecimal(weight, PLACES));
        };
    }

    /** Of the receiver, rounded half-even to 12 places; amounts are worked out from the weights, not from this. */
    static String share(Transfer transfer) {
        return plain(new BigDecimal(transfer.weight())
                .divide(new BigDecimal(transfer.totalWeight()), SHOWN_PLACES, RoundingMode.HALF_EVEN));
    }

    private static String plain(BigDecimal decimal) {
        return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }
}
