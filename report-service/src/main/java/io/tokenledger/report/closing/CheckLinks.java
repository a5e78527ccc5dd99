package io.tokenledger.report.closing;

import io.tokenledger.report.accounting.AccountingPeriod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where to look at what a check found, on this service. Pure. */
final class CheckLinks {
    private final String tenant;
    private final AccountingPeriod period;

    CheckLinks(String tenant, AccountingPeriod period) {
        this.tenant = encoded(tenant);
        this.period = period;
    }

    /** What was used, by model. */
    String models() {
        return "/v1/chargeback?filter.tenant=" + tenant + bounds() + "&group_by=provider,model";
    }

    /** What came in, by day. */
    String intake() {
        return "/v1/intake?filter.tenant=" + tenant + bounds() + "&group_by=day";
    }

    /** What came in after the period's end. */
    String intakeSince() {
        return "/v1/intake?filter.tenant=" + tenant + "&from="
                + encoded(period.period().to().toString()) + "&group_by=day";
    }

    String unattributed() {
        return "/v1/mapping-rules/unattributed?tenant=" + tenant + bounds();
    }

    String reconciliations() {
        return "/v1/reconciliations?tenant=" + tenant;
    }

    String statements() {
        return "/v1/statements?tenant=" + tenant + "&period=" + encoded(period.id());
    }

    String period(String id) {
        return "/v1/periods/" + encoded(id) + "?tenant=" + tenant;
    }

    private String bounds() {
        return "&from=" + encoded(period.period().from().toString()) + "&to="
                + encoded(period.period().to().toString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
