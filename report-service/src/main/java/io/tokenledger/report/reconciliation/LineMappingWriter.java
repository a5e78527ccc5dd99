package io.tokenledger.report.reconciliation;

import io.tokenledger.contract.Meter;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.store.ReportingStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps what tenants say of vendors' lines. */
@ApplicationScoped
public class LineMappingWriter {
    private final ReportingStore store;
    private final LedgerViews database;
    private final Clock clock;

    public LineMappingWriter(ReportingStore store, LedgerViews database, Clock clock) {
        this.store = store;
        this.database = database;
        this.clock = clock;
    }

    LineMapping keep(JsonFields body) {
        body.onlyOf("tenant", "provider", "pattern", "model", "meter", "service_tier", "author", "reason");
        var mapping = new LineMapping(
                body.storableText("tenant"),
                UUID.randomUUID(),
                body.storableText("provider"),
                body.storableText("pattern"),
                body.storableText("model", ""),
                body.storableText("meter"),
                body.storableText("service_tier", "standard"),
                body.storableText("author"),
                body.storableText("reason"),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        check(mapping);
        store.write(connection -> {
            LineMappingTable.insert(connection, mapping);
            return true;
        });
        return mapping;
    }

    private static void check(LineMapping mapping) {
        try {
            LineRule rule = mapping.rule();
            Meter meter = Meter.of(rule.meter());
            boolean isOfTokens = meter.side() != Meter.Side.UNITS;
            if (isOfTokens && rule.model().isEmpty()) {
                throw new BillFault("model is missing: tokens are those of a model");
            }
        } catch (BillFault fault) {
            throw ReportError.LINE_MAPPING_INVALID.because(fault.why(), fault);
        } catch (IllegalArgumentException noMeter) {
            throw ReportError.LINE_MAPPING_INVALID.because(String.valueOf(noMeter.getMessage()), noMeter);
        }
    }

    /** Those of a tenant, the one that counts first. */
    List<LineMapping> all(String tenant, @Nullable String provider) {
        return database.read("vendor_line_mappings", connection -> LineMappingTable.all(connection, tenant, provider));
    }
}
