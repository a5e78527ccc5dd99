package io.tokenledger.report.reconciliation;

import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.reconciliation.BilledReader.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads comparisons as they were kept. */
@ApplicationScoped
public class ReconciliationReader {
    private static final String REPORT = "reconciliation";

    private final LedgerViews database;

    public ReconciliationReader(LedgerViews database) {
        this.database = database;
    }

    /** Refused where the tenant has none of that id. */
    static Reconciliation find(Connection connection, String tenant, UUID id) throws SQLException {
        return ReconciliationTable.find(connection, tenant, id)
                .orElseThrow(() -> ReportError.RECONCILIATION_UNKNOWN.because(
                        "tenant '" + tenant + "' has no reconciliation " + id));
    }

    /** A comparison with all but its pieces. */
    ReconciliationJson one(String tenant, UUID id) {
        return database.read(REPORT, connection -> json(connection, find(connection, tenant, id)));
    }

    /** Those of a tenant, the latest first. */
    List<ReconciliationJson> latest(String tenant, @Nullable String provider, @Nullable UUID after, int limit) {
        return database.read(REPORT, connection -> {
            List<ReconciliationJson> found = new java.util.ArrayList<>();
            for (Reconciliation run : ReconciliationTable.latest(connection, tenant, provider, after, limit)) {
                found.add(json(connection, run));
            }
            return found;
        });
    }

    private static ReconciliationJson json(Connection connection, Reconciliation run) throws SQLException {
        return ReconciliationJson.of(
                run,
                PartRowTable.sums(connection, run),
                ReconciliationTable.days(connection, run),
                AcceptanceTable.ofRun(connection, run));
    }

    /** Pieces behind a number, with the lines of the bills that they are of. */
    List<PartRowJson> rows(String tenant, UUID id, @Nullable Part part, int behind, int limit) {
        return database.read(REPORT, connection -> {
            Reconciliation run = find(connection, tenant, id);
            List<KeptRow> rows = PartRowTable.behind(connection, run, behind, part, limit);
            List<UUID> keys = rows.stream()
                    .flatMap(row -> PartRowJson.shown(row).stream())
                    .distinct()
                    .toList();
            Map<UUID, Stored> lines = lines(run, BilledReader.ofKeys(connection, tenant, run.provider(), keys));
            return rows.stream().map(row -> PartRowJson.of(run, row, lines)).toList();
        });
    }

    /** In the revisions that were compared. */
    private static Map<UUID, Stored> lines(Reconciliation run, List<Stored> found) {
        Map<String, Integer> bills = new HashMap<>();
        ReconciliationFacts.read(run.facts())
                .path("bills")
                .forEach(bill -> bills.put(
                        bill.path("bill_id").asText(), bill.path("revision").asInt()));
        Map<UUID, Stored> lines = new HashMap<>();
        for (Stored line : found) {
            if (bills.getOrDefault(line.bill(), 0) == line.revision()) {
                lines.put(line.key(), line);
            }
        }
        return lines;
    }
}
