package io.tokenledger.pricing.contract;

import io.tokenledger.pricing.pricebook.BookChanges;
import io.tokenledger.pricing.pricebook.BookChanges.Change;
import io.tokenledger.pricing.pricebook.ImportOrigin;
import io.tokenledger.pricing.problem.PricingError;
import io.tokenledger.pricing.problem.PricingProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Publishes and withdraws terms of contracts, each as one change of the book. */
@ApplicationScoped
public class ContractBook {
    private static final String EXCLUSION_VIOLATION = "23P01";
    private static final String PUBLISHED = "contract";
    private static final String WITHDRAWN = "contract_withdrawal";

    private final DataSource dataSource;

    public ContractBook(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Publishes a term; refused where one of the same kind and scope is in force at the same time. */
    StatedTerm publish(TermDraft draft) throws SQLException {
        try {
            return ContractTransaction.run(dataSource, connection -> {
                String label = draft.terms().kind() + " of " + draft.tenant() + ": " + draft.scope();
                Change change = BookChanges.begin(
                        connection,
                        PUBLISHED,
                        label,
                        ImportOrigin.sha256(draft.toString()),
                        draft.author(),
                        draft.reason());
                Long other = TermChanges.overlapping(connection, draft);
                if (other != null) {
                    throw overlap(draft, "term " + other);
                }
                return found(connection, TermChanges.append(connection, draft, change.changeId()));
            });
        } catch (SQLException e) {
            if (EXCLUSION_VIOLATION.equals(e.getSQLState())) {
                throw overlap(draft, "another term");
            }
            throw e;
        }
    }

    private static PricingProblem overlap(TermDraft draft, String other) {
        return PricingError.CONTRACT_OVERLAP.because(other + " of tenant '" + draft.tenant() + "' is for "
                + draft.scope() + ", too, and valid at times of " + draft.range()
                + ": two of a kind for one scope never overlap; withdraw it, or choose another range");
    }

    /** Withdraws a term, for all of its time: its charges are taken back. To end one, publish it anew with an end. */
    StatedTerm withdraw(long termId, String author, String reason) throws SQLException {
        return ContractTransaction.run(dataSource, connection -> {
            Change change = BookChanges.begin(
                    connection, WITHDRAWN, "term " + termId, ImportOrigin.sha256("term " + termId), author, reason);
            StatedTerm term = found(connection, termId);
            StatedTerm.Change before = term.withdrawn();
            if (before != null) {
                throw PricingError.CONTRACT_TERM_WITHDRAWN.because(
                        "term " + termId + " was withdrawn at " + before.at() + " by " + before.author());
            }
            TermChanges.withdraw(connection, term.term(), change.changeId());
            return found(connection, termId);
        });
    }

    /** As {@link TermTable#knownAt}. */
    List<StatedTerm> knownAt(String tenant, @Nullable Instant at, Instant knownAt, long after, int limit)
            throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return TermTable.knownAt(connection, tenant, at, knownAt, after, limit);
        }
    }

    /** The term of that id, also one that was withdrawn; a problem where there is none. */
    static StatedTerm found(Connection connection, long termId) throws SQLException {
        StatedTerm term = TermTable.ofId(connection, termId);
        if (term == null) {
            throw PricingError.CONTRACT_TERM_UNKNOWN.because("there is no term " + termId);
        }
        return term;
    }
}
