package io.tokenledger.e2e.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A price list as {@code GET /v1/prices} states it.
 *
 * @param tenant empty: for everybody
 * @param until the end of time where it is open
 * @param pico what a unit of a meter costs, in 1e-12 of a dollar
 * @param byUser stated by somebody; else it came with the product and lies below what anybody states
 */
record PriceRow(
        long id,
        String tenant,
        String provider,
        String model,
        List<String> aliases,
        String tier,
        String region,
        long over,
        String window,
        Instant from,
        Instant until,
        boolean byUser,
        Map<String, BigDecimal> pico) {

    static PriceRow read(JsonNode json) {
        if (!json.get("currency").asText().equals("USD")) {
            throw new AssertionError("these tests know dollars only: " + json);
        }
        var pico = new HashMap<String, BigDecimal>();
        for (JsonNode rate : json.get("rates")) {
            pico.put(
                    rate.get("meter").asText(),
                    new BigDecimal(rate.get("unit_price").asText()).movePointRight(12));
        }
        var aliases = new ArrayList<String>();
        json.get("aliases").forEach(alias -> aliases.add(alias.asText()));
        return new PriceRow(
                json.get("price_id").asLong(),
                text(json, "tenant"),
                text(json, "provider"),
                text(json, "model"),
                aliases,
                text(json, "service_tier"),
                text(json, "region"),
                json.get("context_over_tokens").asLong(),
                text(json, "time_window"),
                Instant.parse(text(json, "valid_from")),
                text(json, "valid_until").isEmpty() ? Instant.MAX : Instant.parse(text(json, "valid_until")),
                !text(json, "stated_by").equals("bundled"),
                pico);
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).isNull() ? "" : json.path(name).asText();
    }

    boolean holds(Instant at) {
        return !at.isBefore(from) && at.isBefore(until) && (window.isEmpty() || isOpen(at));
    }

    /** Whether the clock on the wall is in a window like {@code mon,tue 20:10-08:05 Europe/Berlin}. */
    private boolean isOpen(Instant at) {
        String[] parts = window.split(" ", -1);
        String[] ends = parts[1].split("-", -1);
        LocalTime opens = LocalTime.parse(ends[0]);
        LocalTime closes = LocalTime.parse(ends[1]);
        ZonedDateTime wall = at.atZone(ZoneId.of(parts[2]));
        LocalTime time = wall.toLocalTime();
        boolean overnight = !closes.isAfter(opens);
        boolean today =
                isDay(parts[0], wall.getDayOfWeek()) && !time.isBefore(opens) && (overnight || time.isBefore(closes));
        return today || (overnight && isDay(parts[0], wall.getDayOfWeek().minus(1)) && time.isBefore(closes));
    }

    private static boolean isDay(String days, DayOfWeek day) {
        return days.equals("daily")
                || List.of(days.split(",")).contains(day.name().substring(0, 3).toLowerCase(Locale.ROOT));
    }
}
