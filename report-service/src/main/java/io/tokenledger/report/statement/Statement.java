package io.tokenledger.report.statement;

import io.tokenledger.report.allocation.Leftover;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a cost centre is charged or shown for a period. Lines and rounding add up to the total.
 *
 * @param sections every one of them, in their order
 * @param leftovers shared cost that no rule could pass on, for information: it is in the lines
 * @param unpricedRequests whose cost is in no line yet
 * @param bookPico exact, in 1e-12 of the currency of the books: the lines exactly
 * @param total the same in the currency of the statement, rounded
 * @param rounding total less the rounded lines
 */
record Statement(
        Bearer bearer,
        StatementCurrency currency,
        Map<Section, Part> sections,
        List<Leftover> leftovers,
        long unpricedRequests,
        BigInteger bookPico,
        BigDecimal total,
        BigDecimal rounding) {

    /** One section. */
    Part part(Section section) {
        return Objects.requireNonNull(sections.get(section));
    }

    /**
     * A section.
     *
     * @param bookPico exact, of all lines
     * @param amount of the rounded lines
     */
    record Part(List<Rounded> lines, BigInteger bookPico, BigDecimal amount) {}

    /**
     * A line.
     *
     * @param amount in the currency of the statement, rounded; null: unpriced
     */
    record Rounded(StatementLine line, @Nullable BigDecimal amount) {}
}
