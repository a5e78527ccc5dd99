package io.tokenledger.report.entry;

import io.tokenledger.report.period.Period;
import io.tokenledger.report.usage.Filter;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Which entries of a tenant are asked for. What is not given is not looked at.
 *
 * @param period in which they are accounted
 * @param filters of dimensions but the cost centre
 * @param costCenters codes; each stands for all that is below it, too
 * @param kinds of entries
 * @param lineKind of the line of direct costs behind which they stand
 * @param adjusts id of the accounting period in which what is accounted late occurred
 * @param meter of which they have a quantity; {@code correction} and {@code charge} stand for entries of that kind
 * @param statedBy who states a cost of them
 * @param minDifferencePico only where a cost is stated that differs from ours in USD by so much, either way
 * @param after the last one that was told already
 * @param limit the most that are told; empty: all
 */
record EntryQuestion(
        String tenant,
        Period period,
        List<Filter> filters,
        List<String> costCenters,
        List<String> kinds,
        Optional<LineKind> lineKind,
        Optional<String> adjusts,
        Optional<String> meter,
        OptionalLong priceId,
        Optional<String> reference,
        Optional<String> statedBy,
        Optional<BigInteger> minDifferencePico,
        Optional<EntryCursor> after,
        OptionalInt limit) {

    /** As lines of direct costs tell usage apart. */
    enum LineKind {
        USAGE,
        ADJUSTMENT,
        CHARGE
    }

    /** The same for at most so many. */
    EntryQuestion upTo(int rows) {
        return new EntryQuestion(
                tenant,
                period,
                filters,
                costCenters,
                kinds,
                lineKind,
                adjusts,
                meter,
                priceId,
                reference,
                statedBy,
                minDifferencePico,
                after,
                OptionalInt.of(rows));
    }
}
