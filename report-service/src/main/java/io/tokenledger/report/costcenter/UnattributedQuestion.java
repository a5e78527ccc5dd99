package io.tokenledger.report.costcenter;

import io.tokenledger.report.period.Period;
import io.tokenledger.report.period.PeriodParameters;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of usage that nobody pays for. Pure.
 *
 * @param period days in the zone of the books where no other is given
 * @param names of the attributes to group by, or for rules to be about; key stands for the tag api_key
 * @param validFrom of the rules that are suggested; null: the first open day of the period
 * @param author of the same; null: the caller puts one in
 */
record UnattributedQuestion(
        Period period,
        List<String> names,
        int limit,
        @Nullable String cursor,
        @Nullable LocalDate validFrom,
        @Nullable String author) {
    private static final int MOST_NAMES = 8;
    private static final String ZONE = "timezone";

    /** For a list; {@code zone} is that of the books. */
    static UnattributedQuestion list(Map<String, List<String>> values, ZoneId zone, Instant now) {
        QueryParameters parameters = zoned(values, zone);
        String cursor = parameters.single("cursor").orElse(null);
        return read(parameters, now, List.of("team", "project", "app", "environment"), cursor, null, null);
    }

    /** For rules. */
    static UnattributedQuestion rules(Map<String, List<String>> values, ZoneId zone, Instant now) {
        QueryParameters parameters = zoned(values, zone);
        LocalDate validFrom = parameters
                .single("valid_from")
                .map(text -> OrganisationParameters.date("valid_from", text))
                .orElse(null);
        String author = parameters.single("author").orElse(null);
        return read(parameters, now, List.of("team", "project", "app"), null, validFrom, author);
    }

    /** Days are those of the books, where no other zone is asked for. */
    private static QueryParameters zoned(Map<String, List<String>> values, ZoneId zone) {
        Map<String, List<String>> zoned = new TreeMap<>(values);
        zoned.putIfAbsent(ZONE, List.of(zone.getId()));
        return new QueryParameters(zoned);
    }

    private static UnattributedQuestion read(
            QueryParameters parameters,
            Instant now,
            List<String> usual,
            @Nullable String cursor,
            @Nullable LocalDate validFrom,
            @Nullable String author) {
        OrganisationParameters.tenant(parameters);
        UnattributedQuestion question = new UnattributedQuestion(
                PeriodParameters.read(parameters, now),
                names(parameters.list("group_by"), usual),
                OrganisationParameters.limit(parameters),
                cursor,
                validFrom,
                author);
        parameters.refuseOthers();
        return question;
    }

    private static List<String> names(List<String> asked, List<String> usual) {
        List<String> names = asked.isEmpty() ? usual : asked;
        for (String name : names) {
            if (!Condition.isAttribute(name)) {
                throw ReportError.DIMENSION_UNKNOWN.because("group_by names '" + name
                        + "', which no rule can look at: team, project, app, environment, user, key and tag.<key> are");
            }
        }
        if (names.stream().distinct().count() < names.size() || names.size() > MOST_NAMES) {
            throw ReportError.DIMENSION_REPEATED.because(
                    "group_by names an attribute twice, or more than " + MOST_NAMES + ": " + names);
        }
        return names;
    }

    /** The same by {@link Condition#subject()}. */
    List<String> subjects() {
        List<String> subjects = new ArrayList<>();
        names.forEach(name -> subjects.add(Condition.of(name, "").subject()));
        return subjects;
    }
}
