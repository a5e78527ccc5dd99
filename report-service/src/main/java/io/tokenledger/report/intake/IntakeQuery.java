package io.tokenledger.report.intake;

import io.tokenledger.report.period.Period;
import io.tokenledger.report.period.PeriodParameters;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A question about what was received when.
 *
 * @param received null: ever
 * @param groupBy of tenant, hour, day
 * @param tenants empty: all; the empty text stands for what could not be read as anybody's
 */
public record IntakeQuery(@Nullable Period received, ZoneId zone, List<String> groupBy, List<String> tenants) {
    static final String TENANT = "tenant";
    static final String HOUR = "hour";
    static final String DAY = "day";

    public IntakeQuery {
        groupBy = List.copyOf(groupBy);
        tenants = List.copyOf(tenants);
        for (String name : groupBy) {
            if (!Set.of(TENANT, HOUR, DAY).contains(name)) {
                throw ReportError.DIMENSION_UNKNOWN.because("dimension '" + name + "' is none of tenant, hour, day");
            }
        }
        if (Set.copyOf(groupBy).size() < groupBy.size()) {
            throw ReportError.DIMENSION_REPEATED.because("group_by names a dimension twice: " + groupBy);
        }
    }

    /** Everything ever received, by nothing. */
    public static IntakeQuery everReceived(ZoneId zone, List<String> tenants) {
        return new IntakeQuery(null, zone, List.of(), tenants);
    }

    static IntakeQuery read(QueryParameters parameters, Instant now) {
        boolean bounded = Stream.of("from", "to", "period")
                .anyMatch(name -> parameters.single(name).isPresent());
        Map<String, List<String>> filters = parameters.startingWith("filter.");
        for (String name : filters.keySet()) {
            if (!name.equals(TENANT)) {
                throw ReportError.DIMENSION_UNKNOWN.because("filter." + name + ": intake is filtered by tenant only");
            }
        }
        return new IntakeQuery(
                bounded ? PeriodParameters.read(parameters, now) : null,
                PeriodParameters.zone(parameters),
                parameters.list("group_by"),
                filters.getOrDefault(TENANT, List.of()));
    }
}
