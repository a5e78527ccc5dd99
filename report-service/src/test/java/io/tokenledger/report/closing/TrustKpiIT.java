package io.tokenledger.report.closing;

import static io.tokenledger.report.closing.TestBooks.by;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.closing.TrustKpiJson.Figure;
import io.tokenledger.report.closing.TrustKpiJson.OfPeriod;
import io.tokenledger.report.fixture.Bookkeeper;
import io.tokenledger.report.fixture.LedgerEntry;
import io.tokenledger.report.request.AnswerFormat;
import io.tokenledger.report.sheet.SheetFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TrustKpiIT {
    private final TestBooks books = new TestBooks("finance_kpis");
    private final TrustKpiReader reader = new TrustKpiReader(books.periods, books.views, books.clock);

    /** March closes with a fifth attributed, 2.5 days after its end; April is half attributed and has an unpriced request. */
    @Test
    void figuresOfAClosedPeriodStayAndThoseOfAnOpenOneAreOfNow() {
        String tenant = books.tenant();
        books.execute("""
                INSERT INTO reporting.organisation_change VALUES
                    ('%1$s', 'cost_center', 'ads', 1, '2026-01-01', '{"name":"Ads","parent":null,"owner":null,"currency":null,"gl_account":null,"view":"chargeback"}', uuidv7(), 'ann', 'test', '2026-01-01Z'),
                    ('%1$s', 'mapping_rule', '0197b3a0-0000-7000-8000-000000000001', 1, '2026-01-01', '{"position":10,"conditions":{"app":["ads"]},"cost_center":"ads"}', uuidv7(), 'ann', 'test', '2026-01-01Z')
                """.formatted(tenant));
        books.book(
                books.event(tenant, "2026-03-10T00:00:00Z", "8"),
                attributed(tenant, "2026-03-10T00:00:00Z", "2"),
                books.event(tenant, "2026-04-02T00:00:00Z", "3"),
                attributed(tenant, "2026-04-02T00:00:00Z", "3"),
                LedgerEntry.usage(tenant, "2026-04-02T00:00:00Z"));
        books.clock.set("2026-04-03T06:15:00Z");
        books.closing.begin(tenant, "2026-03", by("ann"));
        books.close.close(tenant, "2026-03", by("bob"));
        Bookkeeper.execute(
                books.ledger,
                "UPDATE ledger.usage_rollup SET unpriced_requests = 1 WHERE bucket_start < '2026-03-31Z' AND tenant_id = '"
                        + tenant + "'");
        assertThat(TestBooks.named(books.periods.checks(tenant, "2026-03"), Check.Name.UNPRICED)
                        .value())
                .isEqualTo("1");

        TrustKpiJson kpis = TrustKpiJson.of(
                tenant, "Asia/Kathmandu", reader.read(tenant, new PeriodRange("2026-03", "2026-06", null)));

        assertThat(kpis.periods())
                .containsExactly(
                        new OfPeriod(
                                "2026-03",
                                "closed",
                                "as_closed",
                                new Figure("0.2", null),
                                new Figure("0", null),
                                new Figure(null, null),
                                new Figure("2.5", null)),
                        new OfPeriod(
                                "2026-04",
                                "open",
                                "now",
                                new Figure("0.5", "0.3"),
                                new Figure("0.333334", "0.333334"),
                                new Figure(null, null),
                                new Figure(null, null)));
        String csv = new String(
                SheetFile.of(AnswerFormat.CSV, "finance_kpis", List.of(TrustKpiSheet.of(kpis)))
                        .bytes(),
                StandardCharsets.UTF_8);
        assertThat(csv.lines())
                .containsExactly(
                        "row,period,state,basis,attributed_share,attributed_share_change,unpriced_share,"
                                + "unpriced_share_change,invoice_variance,invoice_variance_change,days_to_close,"
                                + "days_to_close_change",
                        "finance_kpis,2026-03,closed,as_closed,0.2,,0,,,,2.5,",
                        "finance_kpis,2026-04,open,now,0.5,0.3,0.333334,0.333334,,,,");
    }

    @Test
    void anotherTenantHasItsOwn() {
        String tenant = books.tenant();
        books.book(books.event(books.tenant(), "2026-03-10T00:00:00Z", "8"));
        assertThat(reader.read(tenant, new PeriodRange("2026-03", "2026-03", null)))
                .singleElement()
                .satisfies(kpis -> {
                    assertThat(kpis.attributed()).isNull();
                    assertThat(kpis.unpriced()).isNull();
                });
    }

    private LedgerEntry attributed(String tenant, String at, String dollars) {
        LedgerEntry event = books.event(tenant, at, dollars);
        LedgerEntry ofAds = LedgerEntry.usage(tenant, at, "app", "ads").with("input", 1_000);
        return ofAds.priced(
                Objects.requireNonNull(event.priceId()), "USD", Objects.requireNonNull(event.costPico()), 1L);
    }
}
