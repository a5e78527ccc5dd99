package io.tokenledger.pricing.contract;

import io.tokenledger.pricing.contract.settlement.BookedCharge;
import io.tokenledger.pricing.contract.settlement.Charge;
import io.tokenledger.pricing.contract.settlement.ChargeEntry;
import io.tokenledger.pricing.contract.settlement.Term;
import io.tokenledger.pricing.ledger.EntryRow;
import io.tokenledger.pricing.ledger.LedgerEvent;
import io.tokenledger.pricing.ledger.LedgerPosting;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The charges of terms in the ledger. */
final class BookedCharges {
    private static final String FROM_CHARGES = """
            FROM ledger.usage_entry e
            JOIN ledger.usage_dimension d ON d.tenant_id = e.tenant_id AND d.dimension_id = e.dimension_id
            WHERE e.tenant_id = ? AND e.entry_kind = 'charge'
            """;

    private final LedgerPosting posting = new LedgerPosting();

    // Leans on usage_entry_charge_idx (tenant_id, reference, occurred_at).
    private static final String SELECT = """
            SELECT e.source, e.event_id, e.currency, d.team, d.project, d.app, d.environment, d.provider, d.model,
                   d.service_tier, d.reasoning_effort, d.region,
                   sum(e.cost_pico) AS cost_pico, max(e.occurred_at) AS occurred_at, max(e.entry_no) AS entry_no
            """ + FROM_CHARGES + """
              AND e.reference = ? AND e.occurred_at >= ? AND e.occurred_at < ?
            GROUP BY e.source, e.event_id, e.currency, d.team, d.project, d.app, d.environment, d.provider, d.model,
                     d.service_tier, d.reasoning_effort, d.region""";

    /** What a term has charged for a range. */
    List<BookedCharge> of(Connection connection, Term term, Instant from, Instant until) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            select.setString(1, term.tenant());
            select.setString(2, term.reference());
            select.setObject(3, from.atOffset(ZoneOffset.UTC));
            select.setObject(4, until.atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                var booked = new ArrayList<BookedCharge>();
                while (row.next()) {
                    var charge = new Charge(
                            row.getString("source"),
                            row.getString("event_id"),
                            ContractUsage.dimension(row, term.tenant()),
                            TermRows.instant(row, "occurred_at"),
                            row.getString("currency"),
                            ContractUsage.integer(row, "cost_pico"));
                    booked.add(new BookedCharge(charge, row.getInt("entry_no")));
                }
                return booked;
            }
        }
    }

    // Leans on usage_entry_charge_accounted_idx.
    private static final String SELECT_VOLUME_DISCOUNTS = """
            SELECT coalesce(sum(e.cost_pico), 0) AS cost_pico
            """ + FROM_CHARGES + """
              AND e.event_id LIKE 'volume/%' AND d.provider = ? AND e.currency = ?
              AND coalesce(e.accounted_at, e.occurred_at) >= ? AND coalesce(e.accounted_at, e.occurred_at) < ?""";

    /** The volume discounts on a provider's usage that are accounted in a range; not above zero but for corrections. */
    BigInteger volumeDiscounts(Connection connection, Term term, Instant from, Instant until) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT_VOLUME_DISCOUNTS)) {
            select.setString(1, term.tenant());
            select.setString(2, term.scope().provider());
            select.setString(3, term.currency());
            select.setObject(4, from.atOffset(ZoneOffset.UTC));
            select.setObject(5, until.atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return ContractUsage.integer(row, "cost_pico");
            }
        }
    }

    /**
     * What a term has charged, summed up.
     *
     * @param occasions different times that were charged for: the hours of provisioned throughput
     * @param idlePico the part for capacity that nobody used
     */
    record Summary(long entries, long occasions, BigInteger amountPico, BigInteger idlePico) {}

    // Leans on usage_entry_charge_idx.
    private static final String SUMMARISE = """
            SELECT count(*) AS entries, count(DISTINCT occurred_at) AS occasions,
                   coalesce(sum(cost_pico), 0) AS amount_pico,
                   coalesce(sum(cost_pico) FILTER (WHERE source = ?), 0) AS idle_pico
            FROM ledger.usage_entry
            WHERE tenant_id = ? AND entry_kind = 'charge' AND reference = ? AND occurred_at < ?""";

    /** What a term has charged for the time before. */
    Summary summary(Connection connection, Term term, Instant before) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SUMMARISE)) {
            select.setString(1, Charge.IDLE_SOURCE);
            select.setString(2, term.tenant());
            select.setString(3, term.reference());
            select.setObject(4, before.atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Summary(
                        row.getLong("entries"),
                        row.getLong("occasions"),
                        ContractUsage.integer(row, "amount_pico"),
                        ContractUsage.integer(row, "idle_pico"));
            }
        }
    }

    /** Appends the entries that are missing, within the caller's transaction; once per transaction. */
    void append(Connection connection, Term term, List<ChargeEntry> entries, Instant bookedAt) throws SQLException {
        var rows = new ArrayList<EntryRow>(entries.size());
        for (ChargeEntry entry : entries) {
            Charge charge = entry.charge();
            LedgerEvent occasion = LedgerEvent.ofCharge(
                    charge.dimension(), charge.occurredAt(), charge.source(), charge.id(), bookedAt);
            rows.add(EntryRow.charge(
                    occasion, entry.entryNo(), charge.currency(), charge.amountPico(), term.reference()));
        }
        posting.post(connection, rows, bookedAt);
    }
}
