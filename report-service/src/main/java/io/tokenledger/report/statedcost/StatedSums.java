package io.tokenledger.report.statedcost;

import io.tokenledger.report.attributed.GroupOrder;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Stated costs of some events, added up. What has no price here, or one in another currency, is told apart: it is in no
 * difference.
 *
 * @param compared events that cost USD here
 * @param unpriced events that have no price here
 * @param elsewhere events that cost another currency here
 * @param oursPico what the compared ones cost here, in 1e-12 USD
 */
record StatedSums(Part compared, Part unpriced, Part elsewhere, BigInteger oursPico) {
    static final String CURRENCY = "USD";
    private static final String NO_CURRENCY = "XXX";

    /**
     * @param events signed: what was taken back in this period and booked before is negative
     * @param statedPico what others state of them, in 1e-12 USD
     */
    record Part(long events, BigInteger statedPico) {
        static final Part NONE = new Part(0, BigInteger.ZERO);

        Part plus(Part other) {
            return new Part(Math.addExact(events, other.events), statedPico.add(other.statedPico));
        }

        boolean isNothing() {
            return events == 0 && statedPico.signum() == 0;
        }
    }

    static final StatedSums NONE = new StatedSums(Part.NONE, Part.NONE, Part.NONE, BigInteger.ZERO);

    /** Of events that are booked in that currency; XXX: unpriced. */
    static StatedSums of(String currency, long events, BigInteger statedPico, BigInteger costPico) {
        var part = new Part(events, statedPico);
        return switch (currency) {
            case CURRENCY -> new StatedSums(part, Part.NONE, Part.NONE, costPico);
            case NO_CURRENCY -> new StatedSums(Part.NONE, part, Part.NONE, BigInteger.ZERO);
            default -> new StatedSums(Part.NONE, Part.NONE, part, BigInteger.ZERO);
        };
    }

    StatedSums plus(StatedSums other) {
        return new StatedSums(
                compared.plus(other.compared),
                unpriced.plus(other.unpriced),
                elsewhere.plus(other.elsewhere),
                oursPico.add(other.oursPico));
    }

    /** All of which something is stated. */
    Part all() {
        return compared.plus(unpriced).plus(elsewhere);
    }

    /** What the compared ones cost here more than others state; negative: less. */
    BigInteger differencePico() {
        return oursPico.subtract(compared.statedPico);
    }

    /** The difference as a percentage of what is stated; null: nothing is. */
    @Nullable
    String differencePercent() {
        return GroupOrder.percent(differencePico(), compared.statedPico);
    }

    /** Whether bookings and their reversals have cancelled out. */
    boolean isNothing() {
        return compared.isNothing() && unpriced.isNothing() && elsewhere.isNothing() && oursPico.signum() == 0;
    }
}
