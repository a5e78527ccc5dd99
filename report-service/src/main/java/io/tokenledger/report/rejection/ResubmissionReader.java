package io.tokenledger.report.rejection;

import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.problem.ReportError;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** Reads what became of events that were sent again. */
@ApplicationScoped
class ResubmissionReader {
    private final LedgerViews ledger;

    ResubmissionReader(LedgerViews ledger) {
        this.ledger = ledger;
    }

    // Leans on event_resubmission_together (tenant_id, resubmission_id).
    private static final String TOGETHER = """
            SELECT min(s.author) AS author, min(s.reason) AS reason, min(s.requested_at) AS requested_at,
                   count(*) AS events, count(s.sent_at) AS sent,
                   count(*) FILTER (WHERE EXISTS (
                       SELECT FROM ledger.rejection r
                       WHERE r.tenant = s.tenant_id AND r.event_source = s.event_source AND r.event_id = s.event_id
                         AND r.received_at >= s.sent_at)) AS rejected_again
            FROM reporting.event_resubmission s
            WHERE s.tenant_id = ? AND s.resubmission_id = ?""";

    Resubmission find(String tenant, UUID id) {
        return ledger.read("rejected-events", connection -> {
            try (PreparedStatement select = connection.prepareStatement(TOGETHER)) {
                select.setString(1, tenant);
                select.setObject(2, id);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    if (row.getLong("events") == 0) {
                        throw ReportError.RESUBMISSION_UNKNOWN.because(
                                "there is no resubmission " + id + " of tenant '" + tenant + "'");
                    }
                    return new Resubmission(
                            id,
                            tenant.isEmpty() ? null : tenant,
                            row.getString("author"),
                            row.getString("reason"),
                            row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                            row.getLong("events"),
                            row.getLong("sent"),
                            row.getLong("rejected_again"),
                            List.of(),
                            0,
                            false);
                }
            }
        });
    }
}
