package io.tokenledger.pricing.contract.settlement;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/** Settles committed spend: what was not drawn by the end of the term is charged, once. */
public final class CommitmentSettlement {
    private static final String SHORTFALL = "commitment_shortfall";

    private CommitmentSettlement() {}

    /**
     * The charge at the end of the term; none where all was drawn.
     *
     * @param drawnPico rated cost and volume discounts in scope over the whole term
     * @param accountedAt the last instant of the term
     */
    public static List<Charge> targets(Term term, Commitment commitment, BigInteger drawnPico, Instant accountedAt) {
        BigInteger shortfall = commitment.amountPico().subtract(drawnPico);
        if (shortfall.signum() <= 0) {
            return List.of();
        }
        return List.of(new Charge(
                Charge.SOURCE,
                "commitment/" + term.termId() + "/shortfall",
                term.ownDimension(SHORTFALL),
                accountedAt,
                term.currency(),
                shortfall));
    }
}
