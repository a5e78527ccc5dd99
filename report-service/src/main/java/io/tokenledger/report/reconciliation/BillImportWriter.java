package io.tokenledger.report.reconciliation;

import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.reconciliation.BillImport.Asked;
import io.tokenledger.report.reconciliation.BillImport.Keyed;
import io.tokenledger.report.reconciliation.BillImportJson.LineJson;
import io.tokenledger.report.reconciliation.VendorBillTable.There;
import io.tokenledger.report.store.ReportingStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Takes in what vendors bill. The same again changes nothing, and what says something else is refused. */
@ApplicationScoped
public class BillImportWriter {
    private final ReportingStore store;
    private final Clock clock;

    public BillImportWriter(ReportingStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Reads a file and takes its lines, some at a time; a dry run tells what would come of them. */
    BillImportJson take(Asked asked, PlainCsvBill plain, InputStream body, boolean dryRun) {
        LineMappings mappings = store.write(connection -> new LineMappings(
                asked.provider(), LineMappingTable.rules(connection, asked.tenant(), asked.provider())));
        var told = new BillImportTally(mappings);
        var file = new BillImport(asked, lines -> write(asked, lines, dryRun, told), told::fault);
        BillFile.read(asked.format(), plain, body, file::accept);
        file.flush();
        return told.json(dryRun, file.skipped());
    }

    private void write(Asked asked, List<Keyed> lines, boolean dryRun, BillImportTally told) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<LineJson> verdicts = store.write(connection -> {
            Set<String> bills = new TreeSet<>();
            lines.forEach(line -> bills.add(line.billId()));
            Map<String, Integer> latest = VendorBillTable.latest(connection, asked, bills);
            Map<UUID, List<There>> there = VendorBillTable.there(connection, asked, lines);
            List<LineJson> said = new ArrayList<>();
            List<Keyed> added = new ArrayList<>();
            for (Keyed line : lines) {
                LineJson verdict = verdict(asked, line, latest, there.getOrDefault(line.key(), List.of()));
                said.add(verdict);
                if (verdict.isAdded()) {
                    added.add(line);
                }
            }
            if (!dryRun && !added.isEmpty()) {
                Set<String> ofThese = new TreeSet<>();
                added.forEach(line -> ofThese.add(line.billId()));
                VendorBillTable.insertBills(connection, asked, ofThese, now);
                VendorBillTable.insertRows(connection, asked, added, now);
            }
            return said;
        });
        for (int i = 0; i < lines.size(); i++) {
            told.add(lines.get(i), verdicts.get(i));
        }
    }

    private static LineJson verdict(Asked asked, Keyed line, Map<String, Integer> latest, List<There> there) {
        int newest = latest.getOrDefault(line.billId(), asked.revision());
        if (newest > asked.revision()) {
            return LineJson.refused(
                    line.number(),
                    ReportError.VENDOR_BILL_SUPERSEDED.code(),
                    "revision " + asked.revision() + " of bill '" + line.billId() + "' was superseded by revision "
                            + newest);
        }
        for (There other : there) {
            if (!other.bill().equals(line.billId())) {
                return conflict(line, "bill '" + other.bill() + "' has this line already: it would count twice");
            }
            if (!other.content().equals(line.row().contentKey())) {
                return conflict(
                        line,
                        "revision " + asked.revision() + " of bill '" + line.billId()
                                + "' has this line with another amount or quantity: send the corrected bill whole,"
                                + " with a higher revision");
            }
        }
        return there.isEmpty() && !line.repeated() ? LineJson.added(line) : LineJson.unchanged(line);
    }

    private static LineJson conflict(Keyed line, String why) {
        return LineJson.refused(line.number(), ReportError.VENDOR_BILL_CONFLICT.code(), why);
    }
}
