package io.tokenledger.report.closing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How far the figures of periods can be trusted, as it is sent: in the order of time. */
@Schema(name = "FinanceKpis")
public record TrustKpiJson(
        @Schema(examples = "acme") String tenant,
        @Schema(examples = "Asia/Kathmandu") String timezone,
        List<OfPeriod> periods) {

    /**
     * A figure.
     *
     * @param value null: not known
     * @param change against the period before; null: one of them is not known, or it is the first
     */
    @Schema(name = "FinanceKpi")
    public record Figure(
            @Schema(examples = "0.987") @Nullable String value,
            @Schema(examples = "0.012") @Nullable String change) {}

    /** Of one period. */
    @Schema(name = "FinanceKpisOfPeriod")
    public record OfPeriod(
            @Schema(examples = "2026-10") String period,
            @Schema(examples = "closed") String state,

            @Schema(description = "as_closed: of the checks with which it was closed; now: of the books as they are")
            String basis,

            @Schema(description = "Direct cost with a cost centre, of all")
            Figure attributedShare,

            @Schema(description = "Requests without a price, of all")
            Figure unpricedShare,

            @Schema(description = "Unexplained, of what was billed")
            Figure invoiceVariance,

            @Schema(description = "From the end of the period to its statements")
            Figure daysToClose) {}

    static TrustKpiJson of(String tenant, String timezone, List<TrustKpis> kpis) {
        List<OfPeriod> periods = new ArrayList<>();
        TrustKpis before = null;
        for (TrustKpis each : kpis) {
            periods.add(of(before, each));
            before = each;
        }
        return new TrustKpiJson(tenant, timezone, periods);
    }

    private static OfPeriod of(@Nullable TrustKpis before, TrustKpis now) {
        return new OfPeriod(
                now.period().life().period().id(),
                now.period().state(),
                now.asClosed() ? "as_closed" : "now",
                figure(before == null ? null : before.attributed(), now.attributed()),
                figure(before == null ? null : before.unpriced(), now.unpriced()),
                figure(before == null ? null : before.variance(), now.variance()),
                figure(before == null ? null : before.daysToClose(), now.daysToClose()));
    }

    private static Figure figure(@Nullable BigDecimal before, @Nullable BigDecimal now) {
        return new Figure(text(now), text(TrustKpis.change(before, now)));
    }

    private static @Nullable String text(@Nullable BigDecimal value) {
        return value == null ? null : Share.plain(value);
    }
}
