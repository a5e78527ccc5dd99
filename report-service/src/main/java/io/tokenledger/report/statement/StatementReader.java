package io.tokenledger.report.statement;

import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.problem.ReportError;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Finds statements, and looks whether they are still what they were. */
@ApplicationScoped
public class StatementReader {
    private static final String REPORT = "statements";

    private final LedgerViews database;

    public StatementReader(LedgerViews database) {
        this.database = database;
    }

    /** Those of a tenant that are asked for: the latest period first, cost centres by code, the latest version first. */
    public List<StoredStatement> page(StatementSelection asked, int limit) {
        return database.read(REPORT, connection -> StatementListTable.page(connection, asked, limit));
    }

    /** The one of that id; refused where there is none. */
    KeptStatement find(UUID id) {
        return database.read(REPORT, connection -> StatementListTable.find(connection, id))
                .orElseThrow(() -> ReportError.STATEMENT_UNKNOWN.because("there is no statement " + id));
    }

    /** The final ones of a period, by number; refused where there are none. */
    List<KeptStatement> finals(String tenant, String period) {
        List<KeptStatement> finals =
                database.read(REPORT, connection -> StatementListTable.finals(connection, tenant, period));
        if (finals.isEmpty()) {
            throw ReportError.STATEMENT_UNKNOWN.because("tenant '" + tenant + "' has no final statement of period '"
                    + period + "': there are some once it is closed");
        }
        return finals;
    }

    /** Looks at its document, at the chain of its cost centre and at the numbers of its tenant. */
    VerificationJson verify(UUID id) {
        KeptStatement kept = find(id);
        List<Verification.Check> checks = new ArrayList<>(Verification.of(kept));
        String tenant = kept.row().tenant();
        database.read(REPORT, connection -> {
            List<ChainLink> chain =
                    StatementListTable.chain(connection, tenant, kept.row().costCenter());
            checks.add(new Verification.Check("chain", ChainLink.fault(chain)));
            return checks.add(new Verification.Check("numbers", StatementNumberTable.gaps(connection, tenant)));
        });
        return VerificationJson.of(kept.row(), checks);
    }
}
