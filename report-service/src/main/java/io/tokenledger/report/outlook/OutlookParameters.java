package io.tokenledger.report.outlook;

import io.tokenledger.report.forecast.Step;
import io.tokenledger.report.period.PeriodParameters;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Dimension.Attribute;
import io.tokenledger.report.usage.Filter;
import io.tokenledger.report.usage.UsageSelection;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the question of {@code GET /v1/forecast}. Pure. */
public final class OutlookParameters {
    private OutlookParameters() {}

    /** The question asked, now unless {@code at} says otherwise. */
    public static OutlookQuestion read(QueryParameters parameters, Instant now) {
        List<Filter> filters = new ArrayList<>();
        parameters.single("tenant").ifPresent(tenant -> filters.add(new Filter(Attribute.TENANT, List.of(tenant))));
        filters.addAll(UsageSelection.filters(parameters));
        if (filters.stream().map(Filter::dimension).distinct().count() < filters.size()) {
            throw ReportError.PARAMETER_REPEATED.because("tenant and filter.tenant are both given: one is enough");
        }
        return new OutlookQuestion(
                at(parameters.single("at"), now),
                PeriodParameters.zone(parameters),
                step(parameters.single("step").orElse(Step.DAY.id())),
                parameters.single("from").map(OutlookParameters::day).orElse(null),
                Horizon.parse(parameters.single("horizon").orElse(Horizon.Rest.REST_OF_MONTH.wireName())),
                parameters.list("group_by").stream().map(Dimension::named).toList(),
                filters,
                UsageSelection.currency(parameters));
    }

    private static Step step(String name) {
        for (Step step : Step.values()) {
            if (step.id().equals(name)) {
                return step;
            }
        }
        throw ReportError.PARAMETER_INVALID.because("step " + name + " is none of day, hour");
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException notADate) {
            throw ReportError.PERIOD_INVALID.because("from " + text + " is not a date (2026-09-01)", notADate);
        }
    }

    private static Instant at(Optional<String> text, Instant now) {
        if (text.isEmpty()) {
            return now;
        }
        Instant at = instant(text.get());
        if (at.isAfter(now)) {
            throw ReportError.PERIOD_INVALID.because(
                    "at " + text.get() + " is to come: what is used until then is what is asked");
        }
        return at;
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notAnInstant) {
            throw ReportError.PERIOD_INVALID.because(
                    "at " + text + " is not an RFC 3339 instant (2026-11-21T09:00:00Z)", notAnInstant);
        }
    }
}
