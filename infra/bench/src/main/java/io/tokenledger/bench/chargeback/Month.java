package io.tokenledger.bench.chargeback;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** October 2026 in a zone. */
record Month(String zone) {
    private static final LocalDate FIRST = LocalDate.of(2026, 10, 1);

    Instant from() {
        return FIRST.atStartOfDay(ZoneId.of(zone)).toInstant();
    }

    Instant to() {
        return FIRST.plusMonths(1).atStartOfDay(ZoneId.of(zone)).toInstant();
    }

    /** The question to the endpoint, by team and model, of one tenant. */
    String query() {
        return "/v1/chargeback?from=" + FIRST + "&to=" + FIRST.plusMonths(1) + "&timezone=" + zone
                + "&group_by=team,model&filter.tenant=" + OctoberInTheBooks.TENANT;
    }
}
