package io.tokenledger.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the demo asks report-service. */
final class Reports {
    private static final long QUARTER_HOUR_SECONDS = 900;

    private final ServiceClient client;
    private final String reportUrl;
    private final ZoneId zone;

    Reports(ServiceClient client, URI reportUrl, ZoneId zone) {
        this.client = client;
        this.reportUrl = reportUrl.toString().replaceFirst("/$", "");
        this.zone = zone;
    }

    IntakeStates intake() throws DemoFailure, InterruptedException {
        return IntakeStates.read(client.get(URI.create(reportUrl + "/v1/intake")));
    }

    /** How many records were rejected for which reason, the most frequent first. */
    Map<String, Long> rejections() throws DemoFailure, InterruptedException {
        Map<String, Long> byCode = new LinkedHashMap<>();
        for (JsonNode rejection :
                client.get(URI.create(reportUrl + "/v1/intake")).path("rejections")) {
            byCode.put(rejection.path("code").asText(), rejection.path("events").longValue());
        }
        return byCode;
    }

    Chargeback month(YearMonth month, String groupBy) throws DemoFailure, InterruptedException {
        return chargeback(
                month.atDay(1).toString(), month.plusMonths(1).atDay(1).toString(), groupBy);
    }

    Chargeback of(Span span, String groupBy) throws DemoFailure, InterruptedException {
        return chargeback(span.from(), span.to(), groupBy);
    }

    JsonNode whatIf(JsonNode question) throws DemoFailure, InterruptedException {
        return client.post(URI.create(reportUrl + "/v1/what-if"), question);
    }

    /** What the rest of the running month is going to bring. */
    JsonNode forecast(String groupBy) throws DemoFailure, InterruptedException {
        return client.get(URI.create(reportUrl + "/v1/forecast?horizon=rest_of_month&group_by=" + encoded(groupBy)
                + "&timezone=" + encoded(zone.getId())));
    }

    /** A period that reports take. */
    record Span(String from, String to, ZoneId zone) {
        /** The quarter hours that hold everything from the one instant to before the other. */
        static Span around(Instant from, Instant until, ZoneId zone) {
            return new Span(
                    quarterHour(from).toString(),
                    quarterHour(until).plusSeconds(QUARTER_HOUR_SECONDS).toString(),
                    zone);
        }

        private static Instant quarterHour(Instant instant) {
            return Instant.ofEpochSecond(
                    Math.floorDiv(instant.getEpochSecond(), QUARTER_HOUR_SECONDS) * QUARTER_HOUR_SECONDS);
        }
    }

    private Chargeback chargeback(String from, String to, String groupBy) throws DemoFailure, InterruptedException {
        String query = "from=" + encoded(from) + "&to=" + encoded(to) + "&group_by=" + encoded(groupBy) + "&timezone="
                + encoded(zone.getId());
        return Chargeback.read(client.get(URI.create(reportUrl + "/v1/chargeback?" + query)));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
