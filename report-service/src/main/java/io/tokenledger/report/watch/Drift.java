package io.tokenledger.report.watch;

import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;

/**
 * That what a budget has come to is not what the ledger's entries add up to.
 *
 * @param name of the budget
 * @param unit a currency as it is booked, not converted, or {@code tokens}
 * @param kept what the watch had, in 1e-12 of the currency, or tokens
 * @param booked what the entries add up to
 */
public record Drift(
        String tenant,
        UUID budget,
        String name,
        Instant periodStart,
        Instant periodEnd,
        ZoneId zone,
        String unit,
        BigInteger kept,
        BigInteger booked) {}
