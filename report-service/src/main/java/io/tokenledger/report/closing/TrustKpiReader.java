package io.tokenledger.report.closing;

import io.tokenledger.report.closing.PeriodLife.State;
import io.tokenledger.report.ledger.LedgerViews;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Reads how far the figures of periods can be trusted: as they were closed, or as they are now. */
@ApplicationScoped
public class TrustKpiReader {
    private final PeriodReader periods;
    private final LedgerViews database;
    private final Clock clock;

    public TrustKpiReader(PeriodReader periods, LedgerViews database, Clock clock) {
        this.periods = periods;
        this.database = database;
        this.clock = clock;
    }

    /** In the order of time; periods that have not begun are left out. */
    List<TrustKpis> read(String tenant, PeriodRange range) {
        List<TrustKpis> kpis = new ArrayList<>();
        for (PeriodView view : periods.periods(tenant, range).reversed()) {
            if (view.life().period().period().from().isAfter(clock.instant())) {
                continue;
            }
            boolean asClosed = view.life().state() == State.CLOSED;
            String id = view.life().period().id();
            List<CheckJson> checks = asClosed
                    ? kept(tenant, id)
                    : periods.checks(tenant, id).stream().map(CheckJson::of).toList();
            kpis.add(TrustKpis.of(view, asClosed, checks));
        }
        return kpis;
    }

    /** Those with which it was closed. */
    private List<CheckJson> kept(String tenant, String periodId) {
        return database.read(
                "finance_kpis",
                connection -> PeriodEventTable.of(connection, tenant, List.of(periodId)).stream()
                        .filter(event -> event.kind() == PeriodEvent.Kind.SEALED)
                        .map(PeriodEvent::checks)
                        .map(String::valueOf)
                        .map(CheckJson::kept)
                        .findFirst()
                        .orElse(List.of()));
    }
}
