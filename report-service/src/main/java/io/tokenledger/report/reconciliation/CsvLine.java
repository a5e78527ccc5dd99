package io.tokenledger.report.reconciliation;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fields of one line of CSV, by column in one spelling. An empty field is one that is missing. */
record CsvLine(Map<String, String> values) {
    private static final int LONGEST_TEXT = 500;

    /** Of the first of these columns that has something. */
    @Nullable
    String text(String... columns) {
        for (String column : columns) {
            String value = values.getOrDefault(column, "");
            if (!value.isEmpty()) {
                if (value.length() > LONGEST_TEXT || value.chars().anyMatch(Character::isISOControl)) {
                    throw new BillFault(column + " is not a text of at most " + LONGEST_TEXT + " characters");
                }
                return value;
            }
        }
        return null;
    }

    String text(String column) {
        String value = text(new String[] {column});
        return value == null ? "" : value;
    }

    /** As it stands, however long. */
    String raw(String column) {
        return values.getOrDefault(column, "");
    }

    @Nullable
    BigDecimal decimal(String... columns) {
        String value = text(columns);
        return value == null ? null : JsonResult.exact(columns[0], value);
    }

    BigDecimal requiredDecimal(String... columns) {
        BigDecimal value = decimal(columns);
        if (value == null) {
            throw new BillFault(columns[0] + " is missing");
        }
        return value;
    }

    /**
     * The day in UTC: a date (2026-11-20 or, as Azure writes it, 11/20/2026), or a time, which is of UTC where it says no
     * offset.
     */
    LocalDate day(String... columns) {
        String value = text(columns);
        if (value == null) {
            throw new BillFault(columns[0] + " is missing");
        }
        try {
            if (value.matches("\\d{4}-\\d{2}-\\d{2}")) {
                return LocalDate.parse(value);
            }
            if (value.matches("\\d{2}/\\d{2}/\\d{4}")) {
                return LocalDate.of(
                        Integer.parseInt(value.substring(6)),
                        Integer.parseInt(value.substring(0, 2)),
                        Integer.parseInt(value.substring(3, 5)));
            }
            String time = value.replace(' ', 'T').replaceFirst("T?UTC$", "Z");
            String offset = time.matches(".*T.*(Z|[-+]\\d{2}:\\d{2})") ? time : time + "Z";
            return OffsetDateTime.parse(offset)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toLocalDate();
        } catch (DateTimeException notATime) {
            throw new BillFault(columns[0] + " is '" + value + "': a date such as 2026-11-20, or a time, is expected");
        }
    }

    /** These columns where they have something. */
    SortedMap<String, String> details(String... columns) {
        SortedMap<String, String> details = new TreeMap<>();
        for (String column : columns) {
            String value = values.getOrDefault(column, "");
            if (!value.isEmpty()) {
                details.put(column, value.length() > LONGEST_TEXT ? value.substring(0, LONGEST_TEXT) : value);
            }
        }
        return details;
    }
}
