package io.tokenledger.report.rule;

import io.tokenledger.report.alert.AlertKind;
import io.tokenledger.report.forecast.Level;
import java.math.BigDecimal;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What a rule takes for too much. */
public sealed interface Condition {
    AlertKind kind();

    /** What is crossed, as it stands in the keys of alerts: a rule that takes something else for too much fires anew. */
    String text();

    /**
     * An hour outside what is expected of it.
     *
     * @param sensitivity which interval it is held against
     * @param margin how far outside, in half-widths of the interval: 0 is at its edge, which one of 20 normal hours crosses
     *     at 95 %; 1 is as far again
     * @param minAmount the least excess that is told, decimal
     * @param currency null: tokens are watched
     * @param direction what is told
     * @param zone in which hours, days and weeks are cut
     */
    record SpendAnomaly(
            Level sensitivity,
            BigDecimal margin,
            BigDecimal minAmount,
            @Nullable String currency,
            Direction direction,
            ZoneId zone)
            implements Condition {
        @Override
        public AlertKind kind() {
            return AlertKind.SPEND_ANOMALY;
        }

        @Override
        public String text() {
            return "outside " + percent() + " % by " + margin.toPlainString() + ", from " + minAmount.toPlainString()
                    + " " + unit();
        }

        /** A currency, or {@code tokens}. */
        String unit() {
            return currency == null ? "tokens" : currency;
        }

        String percent() {
            return sensitivity == Level.EIGHTY ? "80" : "95";
        }
    }

    /** Which anomalies are told. */
    enum Direction {
        UP,
        BOTH
    }

    /**
     * Too many requests without a price.
     *
     * @param over the share that is allowed, from 0 to 1
     * @param minutes of the window, whole quarters of an hour
     * @param minRequests fewer in the window say nothing
     */
    record UnpricedShare(BigDecimal over, int minutes, long minRequests) implements Condition {
        @Override
        public AlertKind kind() {
            return AlertKind.UNPRICED_SHARE;
        }

        @Override
        public String text() {
            return "over " + over.toPlainString() + " in " + minutes + " min, from " + minRequests + " requests";
        }
    }

    /**
     * Too much of what came in could not be used.
     *
     * @param over the share that is allowed, from 0 to 1
     * @param hours of the window, the running one included
     * @param minEvents fewer in the window say nothing
     */
    record RejectedShare(BigDecimal over, int hours, long minEvents) implements Condition {
        @Override
        public AlertKind kind() {
            return AlertKind.REJECTED_SHARE;
        }

        @Override
        public String text() {
            return "over " + over.toPlainString() + " in " + hours + " h, from " + minEvents + " events";
        }
    }

    /** What was summed up and the entries are not the same. */
    record LedgerDrift() implements Condition {
        @Override
        public AlertKind kind() {
            return AlertKind.LEDGER_DRIFT;
        }

        @Override
        public String text() {
            return "drift";
        }
    }

    /**
     * Nothing is booked for too long.
     *
     * @param minutes that are allowed
     */
    record IngestSilent(int minutes) implements Condition {
        @Override
        public AlertKind kind() {
            return AlertKind.INGEST_SILENT;
        }

        @Override
        public String text() {
            return "silent for " + minutes + " min";
        }
    }
}
