package io.tokenledger.report.reconciliation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;

/** What OpenAI's and Anthropic's pages have in common: results in buckets of time, of which a day of UTC is the longest. */
final class BillBuckets {
    private static final long SECONDS_A_DAY = 86_400;

    private BillBuckets() {}

    /** What a result says. */
    interface Results {
        /** The lines that it is; none, with a reason, by {@link Unmetered}. */
        List<VendorRow> rows(LocalDate day, JsonResult result);
    }

    /** A result that is not of what models were used for. */
    static final class Unmetered extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unmetered(String why) {
            super(why);
        }
    }

    static void read(InputStream body, Results results, Consumer<BillLine> line) {
        long[] number = {0};
        JsonPages.read(body, bucket -> {
            JsonNode inside = bucket.path("results");
            if (!inside.isArray()) {
                line.accept(new BillLine.Faulty(++number[0], "a bucket has no array results"));
            }
            for (JsonNode result : inside) {
                number[0]++;
                try {
                    for (VendorRow row : results.rows(day(bucket), new JsonResult(result))) {
                        line.accept(new BillLine.Read(number[0], row, true));
                    }
                } catch (BillFault fault) {
                    line.accept(new BillLine.Faulty(number[0], fault.why()));
                } catch (Unmetered other) {
                    line.accept(new BillLine.Skipped(number[0], String.valueOf(other.getMessage())));
                }
            }
        });
    }

    private static LocalDate day(JsonNode bucket) {
        Instant start = instant(bucket, "start_time", "starting_at");
        Instant end = instant(bucket, "end_time", "ending_at");
        LocalDate day = LocalDate.ofInstant(start, ZoneOffset.UTC);
        Instant endOfDay = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        if (!end.isAfter(start) || end.isAfter(endOfDay)) {
            throw new BillFault("the bucket from " + start + " to " + end
                    + " is not within one day of UTC: fetch it with bucket_width=1d or less");
        }
        return day;
    }

    private static Instant instant(JsonNode bucket, String seconds, String text) {
        JsonNode epoch = bucket.path(seconds);
        if (epoch.isIntegralNumber()
                && epoch.canConvertToLong()
                && Math.abs(epoch.longValue()) < 10_000 * 366 * SECONDS_A_DAY) {
            return Instant.ofEpochSecond(epoch.longValue());
        }
        try {
            return OffsetDateTime.parse(bucket.path(text).asText("")).toInstant();
        } catch (DateTimeException notATime) {
            throw new BillFault(
                    "the bucket has neither " + seconds + " (seconds since 1970) nor " + text + " (RFC 3339)");
        }
    }
}
