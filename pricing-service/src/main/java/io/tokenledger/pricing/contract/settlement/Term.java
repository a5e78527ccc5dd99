package io.tokenledger.pricing.contract.settlement;

import io.tokenledger.pricing.ledger.UsageDimension;
import io.tokenledger.pricing.pricebook.ValidRange;
import java.time.ZoneId;

/**
 * One agreement of a tenant's contract.
 *
 * @param range the time at which usage is accounted, half-open, cut at quarters of an hour
 * @param zone whose calendar months count
 */
public record Term(
        long termId, String tenant, TermScope scope, ValidRange range, ZoneId zone, String currency, Terms terms) {

    /** Stands for every model where a charge is of no one model. */
    private static final String ANY_MODEL = "*";

    /** What the term's entries in the ledger refer to. */
    public String reference() {
        return "contract/" + termId;
    }

    /**
     * A dimension of the term itself, of no team.
     *
     * @param what shown where usage shows its service tier, so that it is seen in every report
     */
    UsageDimension ownDimension(String what) {
        return new UsageDimension(
                tenant,
                null,
                null,
                null,
                null,
                scope.provider(),
                scope.model().isEmpty() ? ANY_MODEL : scope.model(),
                what,
                null,
                scope.region().isEmpty() ? null : scope.region());
    }
}
