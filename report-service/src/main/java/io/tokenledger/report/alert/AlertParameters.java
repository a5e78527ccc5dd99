package io.tokenledger.report.alert;

import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads which alerts are asked for. Pure. */
public final class AlertParameters {
    private static final List<String> STATES = List.of("firing", "resolved");

    private AlertParameters() {}

    /** Everything but the tenant, which an endpoint may demand. */
    public static AlertQuery read(QueryParameters parameters, Optional<String> tenant, int limit) {
        Optional<String> state = parameters.single("state");
        state.filter(text -> !STATES.contains(text)).ifPresent(text -> {
            throw ReportError.PARAMETER_INVALID.because("state is '" + text + "': firing or resolved is expected");
        });
        return new AlertQuery(
                tenant,
                state,
                parameters.single("kind").map(text -> oneOf("kind", text, AlertKind.values())),
                parameters.single("subject").map(text -> QueryParameters.uuid("subject", text)),
                parameters.single("severity").map(text -> oneOf("severity", text, Severity.values())),
                parameters.single("from").map(text -> time("from", text)),
                parameters.single("to").map(text -> time("to", text)),
                parameters.single("cursor").map(text -> QueryParameters.uuid("cursor", text)),
                limit);
    }

    /** The one of an enum that is written so on the wire. */
    public static <T extends Enum<T>> T oneOf(String name, String text, T[] values) {
        return Stream.of(values)
                .filter(value -> wireName(value).equals(text))
                .findFirst()
                .orElseThrow(() -> ReportError.PARAMETER_INVALID.because(name + " is '" + text + "': one of "
                        + Stream.of(values).map(AlertParameters::wireName).collect(Collectors.joining(", "))
                        + " is expected"));
    }

    /** An instant, or a date in UTC. */
    static Instant time(String name, String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notATime) {
            throw ReportError.PARAMETER_INVALID.because(
                    name + " is '" + text + "': an instant (2026-11-20T10:00:00Z) or a date is expected", notATime);
        }
    }

    private static String wireName(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
