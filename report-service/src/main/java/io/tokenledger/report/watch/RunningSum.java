package io.tokenledger.report.watch;

import io.tokenledger.report.fx.Exchange;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a budget has come to while one event follows another. Pure.
 *
 * <p>Where everything is in the budget's own currency it is a plain sum. Where something is converted each step is converted
 * by day and rounded as a whole, as the state is.
 */
final class RunningSum {
    private final @Nullable String currency;
    private final Exchange exchange;
    private final PeriodUsage usage;
    private BigInteger used;
    private boolean converts;

    /**
     * @param currency null: tokens are counted
     * @param usage what is there at first; it grows
     * @param exchange knows the rates of every currency that comes
     */
    RunningSum(@Nullable String currency, PeriodUsage usage, Exchange exchange) {
        this.currency = currency;
        this.exchange = exchange;
        this.usage = usage;
        this.converts = currency != null && usage.isForeignTo(currency);
        this.used = recomputed(BigInteger.ZERO);
    }

    void add(UsageCell cell, UsageSum sum) {
        usage.add(cell, sum);
        if (currency == null) {
            used = used.add(BigInteger.valueOf(sum.tokens()));
        } else if (PeriodUsage.isForeign(cell, sum, currency) || converts) {
            converts = true;
            used = recomputed(used);
        } else {
            used = used.add(sum.costPico());
        }
    }

    /** In the budget's unit. */
    BigInteger used() {
        return used;
    }

    /** {@code otherwise} where a rate is missing. */
    private BigInteger recomputed(BigInteger otherwise) {
        if (currency == null) {
            return BigInteger.valueOf(usage.total().tokens());
        }
        BigInteger pico = usage.costPico(currency, exchange);
        return pico == null ? otherwise : pico;
    }
}
