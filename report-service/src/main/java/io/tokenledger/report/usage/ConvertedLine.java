package io.tokenledger.report.usage;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Adds up one line of costs in several currencies. Pure. */
final class ConvertedLine {
    private Usage usage = Usage.NONE;
    private BigDecimal convertedPico = BigDecimal.ZERO;

    /** Usage that costs in the currency asked for, or has no price. */
    void add(Usage more) {
        usage = usage.plus(more);
    }

    /**
     * Usage whose cost is in another currency.
     *
     * @param costPico of it in the currency asked for, not rounded
     */
    void addConverted(Usage more, BigDecimal costPico) {
        usage = usage.plus(more.costing(BigInteger.ZERO));
        convertedPico = convertedPico.add(costPico);
    }

    /** The line: the converted costs together are rounded half-even to a pico, once. */
    Usage rounded() {
        if (usage.costPico() == null) {
            return usage;
        }
        return usage.costing(usage.costPico()
                .add(convertedPico.setScale(0, RoundingMode.HALF_EVEN).toBigIntegerExact()));
    }
}
