package io.tokenledger.report.scenario;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.usage.Dimension.Attribute;
import io.tokenledger.report.usage.Filter;
import io.tokenledger.report.usage.UsageQuery;
import io.tokenledger.report.whatif.WhatIfForm;
import io.tokenledger.report.whatif.WhatIfQuestion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A what-if question that is about one tenant, whether it says so or not. Pure. */
final class TenantQuestion {
    private TenantQuestion() {}

    /** Refused where it asks for another tenant's usage. */
    static WhatIfQuestion read(JsonFields question, String tenant, Instant now) {
        WhatIfQuestion asked = WhatIfForm.read(question, now);
        UsageQuery usage = asked.usage();
        Filter own = new Filter(Attribute.TENANT, List.of(tenant));
        List<Filter> filters = new ArrayList<>(List.of(own));
        for (Filter filter : usage.filters()) {
            if (filter.dimension() != Attribute.TENANT) {
                filters.add(filter);
            } else if (!filter.equals(own)) {
                throw ReportError.SCENARIO_OF_OTHER_TENANT.because("filter.tenant is " + filter.values()
                        + ": a scenario of tenant '" + tenant + "' is about its own usage");
            }
        }
        return new WhatIfQuestion(
                new UsageQuery(usage.period(), usage.groupBy(), filters, usage.currency()),
                asked.swaps(),
                asked.prices());
    }
}
