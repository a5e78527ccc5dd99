package io.tokenledger.report.costcenter;

import io.tokenledger.report.json.JsonScalars;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what requests about an organisation have in common. Pure. */
final class OrganisationParameters {
    private static final int MOST_OF_A_PAGE = 1_000;
    private static final int USUAL_PAGE = 200;

    private OrganisationParameters() {}

    static String tenant(QueryParameters parameters) {
        return parameters.required("tenant", "cost centres and rules are one tenant's own");
    }

    /** The first moment of a date in that zone, or an RFC 3339 instant; {@code now} where there is no text. */
    static Instant at(@Nullable String text, ZoneId zone, Instant now) {
        if (text == null) {
            return now;
        }
        LocalDate day = JsonScalars.date(text);
        if (day != null) {
            return Organisation.start(day, zone);
        }
        try {
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException notATime) {
            throw ReportError.PARAMETER_INVALID.because(
                    "at is '" + text + "': a date (2026-11-01) or an RFC 3339 instant is expected", notATime);
        }
    }

    static LocalDate date(String name, String text) {
        LocalDate date = JsonScalars.date(text);
        if (date == null) {
            throw ReportError.PARAMETER_INVALID.because(name + " is '" + text + "': a date (2026-11-01) is expected");
        }
        return date;
    }

    static int limit(QueryParameters parameters) {
        String text = parameters.single("limit").orElse(String.valueOf(USUAL_PAGE));
        if (!text.matches("[1-9]\\d{0,3}") || Integer.parseInt(text) > MOST_OF_A_PAGE) {
            throw ReportError.PARAMETER_INVALID.because(
                    "limit " + text + " is not a whole number from 1 to " + MOST_OF_A_PAGE);
        }
        return Integer.parseInt(text);
    }

    static boolean flag(QueryParameters parameters, String name) {
        String text = parameters.single(name).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw ReportError.PARAMETER_INVALID.because(name + " is '" + text + "': true or false is expected");
        }
        return text.equals("true");
    }

    /** The whole list behind the one of that name; refused where there is none of it any more. */
    static <T> List<T> after(@Nullable String cursor, List<T> all, Function<T, String> name) {
        if (cursor == null) {
            return all;
        }
        for (int place = 0; place < all.size(); place++) {
            if (name.apply(all.get(place)).equals(cursor)) {
                return all.subList(place + 1, all.size());
            }
        }
        throw ReportError.PARAMETER_INVALID.because(
                "cursor is '" + cursor + "': it is the next of a page of the same list, at the same time");
    }
}
