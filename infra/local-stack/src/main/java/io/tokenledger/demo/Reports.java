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

    /** The quarter hours that hold everything from the one instant to before the other. */
    Chargeback between(Instant from, Instant until, String groupBy) throws DemoFailure, InterruptedException {
        long first = Math.floorDiv(from.getEpochSecond(), QUARTER_HOUR_SECONDS) * QUARTER_HOUR_SECONDS;
        long end = Math.floorDiv(until.getEpochSecond(), QUARTER_HOUR_SECONDS) * QUARTER_HOUR_SECONDS
                + QUARTER_HOUR_SECONDS;
        return chargeback(
                Instant.ofEpochSecond(first).toString(),
                Instant.ofEpochSecond(end).toString(),
                groupBy);
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
