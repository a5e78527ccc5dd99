package io.tokenledger.report.rejection;

import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which rejections are asked for; an empty list: any.
 *
 * @param tenants the empty one stands for those whose tenant could not be read
 * @param from by the time of receipt, inclusive; null: from the first one kept
 * @param to exclusive; null: to the last
 * @param resubmitted whether they were sent again; null: either
 */
record RejectionQuestion(
        List<String> tenants,
        List<String> codes,
        List<String> sources,
        List<String> types,
        List<String> topics,
        List<String> eventIds,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Boolean resubmitted) {

    /** Reads the parameters that filter; others stay unread. */
    static RejectionQuestion read(QueryParameters parameters) {
        Instant from = instant(parameters, "from");
        Instant to = instant(parameters, "to");
        if (from != null && to != null && !from.isBefore(to)) {
            throw ReportError.PERIOD_EMPTY.because("from is " + from + ", to is " + to + ": from is before to");
        }
        return new RejectionQuestion(
                tenants(parameters),
                values(parameters, "code"),
                values(parameters, "source"),
                values(parameters, "type"),
                values(parameters, "topic"),
                values(parameters, "event_id"),
                from,
                to,
                parameters
                        .single("resubmitted")
                        .map(text -> flag("resubmitted", text))
                        .orElse(null));
    }

    private static List<String> tenants(QueryParameters parameters) {
        List<String> tenants = values(parameters, "tenant");
        boolean unknown = parameters
                .single("tenant_known")
                .map(text -> !flag("tenant_known", text))
                .orElse(false);
        if (unknown && !tenants.isEmpty()) {
            throw ReportError.PARAMETER_INVALID.because(
                    "tenant is " + tenants + " and tenant_known false: one of them is expected");
        }
        return unknown ? List.of("") : tenants;
    }

    /** One value, which may hold commas. */
    private static List<String> values(QueryParameters parameters, String name) {
        return parameters.single(name).map(List::of).orElse(List.of());
    }

    private static @Nullable Instant instant(QueryParameters parameters, String name) {
        Optional<String> text = parameters.single(name);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return Instant.parse(text.get());
        } catch (DateTimeException notAnInstant) {
            throw ReportError.PARAMETER_INVALID.because(
                    name + " is '" + text.get() + "': an instant such as 2026-11-20T10:15:30Z is expected",
                    notAnInstant);
        }
    }

    private static Boolean flag(String name, String text) {
        return switch (text) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default ->
                throw ReportError.PARAMETER_INVALID.because(name + " is '" + text + "': true or false is expected");
        };
    }
}
