package io.tokenledger.report.attributed;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How lines of such reports are put in order, and how their percentages are written. Pure. */
public final class GroupOrder {
    /** By the values of the group; what is not attributed last. */
    public static final Comparator<List<@Nullable String>> BY_VALUES = GroupOrder::compare;

    /** The largest amount first, whatever its sign; what has none last. */
    public static final Comparator<@Nullable BigInteger> LARGEST_FIRST =
            Comparator.nullsLast(Comparator.comparing(BigInteger::abs).reversed());

    private static final int PERCENT_PLACES = 2;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private GroupOrder() {}

    /** A part as a percentage of a whole, to two places, half-even; null: of nothing there is none. */
    public static @Nullable String percent(BigInteger part, BigInteger whole) {
        return whole.signum() == 0
                ? null
                : new BigDecimal(part)
                        .multiply(HUNDRED)
                        .divide(new BigDecimal(whole), PERCENT_PLACES, RoundingMode.HALF_EVEN)
                        .toPlainString();
    }

    private static int compare(List<@Nullable String> left, List<@Nullable String> right) {
        Comparator<@Nullable String> byValue = Comparator.nullsLast(Comparator.naturalOrder());
        for (int i = 0; i < left.size(); i++) {
            int order = byValue.compare(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
