package io.tokenledger.report.allocation;

import io.tokenledger.report.allocation.Transfer.Method;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who bears a shared cost, and by what it is split, from a day on. A period is allocated by the rules that are in force on
 * its last day.
 *
 * @param version of the rule, from 1
 * @param position in the order of steps: the lowest first
 * @param to codes of those who bear it, each with all that is below it unless {@code exact}; none: everybody. None where
 *     shares are fixed
 * @param except codes of those who do not, read in the same way
 * @param shares by code, of fixed shares: positive, at most 6 places, together 1; else none
 * @param validFrom in the zone of the books
 * @param validUntil exclusive; null: until further notice; the same day as {@code validFrom}: it ended on that day
 */
public record AllocationRule(
        String tenant,
        UUID id,
        int version,
        String name,
        int position,
        Origin origin,
        List<String> to,
        boolean exact,
        List<String> except,
        Method method,
        SortedMap<String, BigDecimal> shares,
        LocalDate validFrom,
        @Nullable LocalDate validUntil,
        String author,
        String reason,
        Instant writtenAt)
        implements DatedRule {}
