package io.tokenledger.report.closing;

import io.tokenledger.report.accounting.AccountingSettings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A period as people look at it.
 *
 * @param closedUntil of the books; null: they never were closed
 * @param events what happened to it, in order; empty where it is one of a list
 */
record PeriodView(
        AccountingSettings settings,
        PeriodLife life,
        @Nullable Instant closedUntil,
        List<PeriodEvent> events) {

    /** Open, closing, closed; or before the books, which were closed past it without it. */
    String state() {
        return switch (life.state()) {
            case OPEN -> PeriodOrder.isBehind(life.period(), closedUntil) ? "before_books" : "open";
            case CLOSING, SEALED -> "closing";
            case CLOSED -> "closed";
        };
    }
}
