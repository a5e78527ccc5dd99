package io.tokenledger.report.console;

import io.tokenledger.report.period.Period;
import io.tokenledger.report.period.PeriodParameters;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Filter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What the page shows.
 *
 * @param tenant empty: all
 */
public record ConsoleSelection(String tenant, YearMonth month, ZoneId zone) {

    static ConsoleSelection read(QueryParameters parameters, Instant now) {
        // A form sends its empty fields along: they mean what a missing one means.
        QueryParameters filled = parameters.withoutEmpty();
        ZoneId zone = PeriodParameters.zone(filled);
        ConsoleSelection selection = new ConsoleSelection(
                filled.single("tenant").orElse(""),
                filled.single("month").map(ConsoleSelection::month).orElseGet(() -> YearMonth.from(now.atZone(zone))),
                zone);
        filled.refuseOthers();
        return selection;
    }

    /** This month, in UTC, of all: what is shown with an explanation where the selection cannot be read. */
    static ConsoleSelection byDefault(Instant now) {
        return new ConsoleSelection("", YearMonth.from(now.atOffset(ZoneOffset.UTC)), ZoneId.of("UTC"));
    }

    Period period() {
        return PeriodParameters.month(month, zone);
    }

    Period monthBefore() {
        return PeriodParameters.month(month.minusMonths(1), zone);
    }

    List<Filter> filters() {
        return tenant.isEmpty() ? List.of() : List.of(new Filter(Dimension.Attribute.TENANT, List.of(tenant)));
    }

    List<String> tenants() {
        return tenant.isEmpty() ? List.of() : List.of(tenant);
    }

    /** The same selection as a chargeback. */
    String chargebackUrl(String groupBy, String format) {
        return "/v1/chargeback?group_by=" + groupBy + "&from=" + month + "&to=" + month.plusMonths(1) + "&timezone="
                + encoded(zone.getId()) + (tenant.isEmpty() ? "" : "&filter.tenant=" + encoded(tenant)) + "&format="
                + format;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static YearMonth month(String text) {
        try {
            YearMonth month = YearMonth.parse(text);
            if (month.getYear() >= 1970 && month.getYear() <= 9998) {
                return month;
            }
        } catch (DateTimeException notAMonth) {
            throw ReportError.PERIOD_INVALID.because("month " + text + " is not a month (2026-11)", notAMonth);
        }
        throw ReportError.PERIOD_INVALID.because("month " + text + " is not between 1970 and 9998");
    }
}
