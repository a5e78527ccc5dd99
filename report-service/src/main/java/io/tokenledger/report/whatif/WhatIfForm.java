package io.tokenledger.report.whatif;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Filter;
import io.tokenledger.report.usage.UsageSelection;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a question from the body of a request. Pure. */
public final class WhatIfForm {
    private static final String LARGEST_RATIO = "1000";
    private static final String SET_BY_THE_ASKER = "set in the question";

    private WhatIfForm() {}

    /** The question asked; {@code now} decides what this month is, and what "now" is. */
    public static WhatIfQuestion read(JsonFields body, Instant now) {
        body.onlyOf(
                "from", "to", "period", "timezone", "currency", "filter", "swaps", "prices_at", "prices", "group_by");
        var usage = UsageSelection.read(selection(body), now);
        List<Swap> swaps = new ArrayList<>();
        for (JsonFields swap : body.objects("swaps")) {
            swaps.add(swap(swap));
        }
        return new WhatIfQuestion(usage, swaps, prices(body, usage.period().zone(), now));
    }

    /** Period, filters, dimensions and currency are those of every report, whichever way they come. */
    public static QueryParameters selection(JsonFields body) {
        Map<String, List<String>> parameters = new HashMap<>();
        for (String field : List.of("from", "to", "period", "timezone", "currency")) {
            String text = body.text(field);
            if (text != null) {
                parameters.put(field, List.of(text));
            }
        }
        parameters.put("group_by", body.texts("group_by"));
        JsonFields filter = body.object("filter");
        if (filter != null) {
            filter.names().forEach(name -> parameters.put("filter." + name, filter.texts(name)));
        }
        return new QueryParameters(parameters);
    }

    /** Which prices count: {@code prices_at} and {@code prices}. */
    public static PriceBasis prices(JsonFields body, ZoneId zone, Instant now) {
        String prices = body.text("prices");
        if (prices != null && !prices.equals("contract") && !prices.equals("list")) {
            throw ReportError.FIELD_INVALID.because("prices is '" + prices + "': contract or list is expected");
        }
        String at = body.text("prices_at");
        return new PriceBasis(at == null ? null : instant(at, zone, now), "list".equals(prices));
    }

    private static Instant instant(String text, ZoneId zone, Instant now) {
        if (text.equals("now")) {
            return now;
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notATime) {
            throw ReportError.FIELD_INVALID.because(
                    "prices_at is '" + text
                            + "': a date (2025-06-10), an RFC 3339 instant (2025-06-10T00:00:00Z) or now is expected",
                    notATime);
        }
    }

    private static Swap swap(JsonFields swap) {
        swap.onlyOf(
                "name",
                "from",
                "to",
                "share",
                "input_token_ratio",
                "output_token_ratio",
                "reasoning_token_ratio",
                "cache_kept",
                "cached_input_share",
                "input_kept");
        BigDecimal share = swap.decimal("share", "0", "1");
        BigDecimal inputKept = swap.decimal("input_kept", "0", "1");
        return new Swap(
                swap.text("name"),
                filters(swap.object("from")),
                target(swap.object("to")),
                share == null ? BigDecimal.ONE : share,
                assumptions(swap),
                cachedInput(swap),
                inputKept == null ? BigDecimal.ONE : inputKept);
    }

    private static List<Filter> filters(@Nullable JsonFields from) {
        List<Filter> filters = new ArrayList<>();
        if (from != null) {
            for (String name : from.names()) {
                List<String> values = from.texts(name);
                if (values.isEmpty()) {
                    throw ReportError.FIELD_INVALID.because(from.name(name) + " is empty: it would match nothing");
                }
                filters.add(new Filter(Dimension.named(name), values));
            }
        }
        return filters;
    }

    private static Target target(@Nullable JsonFields to) {
        if (to == null) {
            return new Target(null, null, null, null, null);
        }
        to.onlyOf("provider", "model", "service_tier", "reasoning_effort", "region");
        for (String name : to.names()) {
            if (to.has(name)) {
                to.requiredText(name);
            }
        }
        return new Target(
                to.text("provider"),
                to.text("model"),
                to.text("service_tier"),
                to.text("reasoning_effort"),
                to.text("region"));
    }

    private static Map<Assumption, Estimate> assumptions(JsonFields swap) {
        Map<Assumption, Estimate> set = new EnumMap<>(Assumption.class);
        for (Assumption assumption : Assumption.values()) {
            if (swap.has(assumption.wireName())) {
                set.put(assumption, estimate(swap, assumption));
            }
        }
        return set;
    }

    private static Estimate estimate(JsonFields swap, Assumption assumption) {
        String name = assumption.wireName();
        String most = assumption == Assumption.CACHE_KEPT ? "1" : LARGEST_RATIO;
        if (!swap.isObject(name)) {
            BigDecimal value = decimal(swap, name, most);
            return Estimate.exactly(value, Estimate.Origin.SET, SET_BY_THE_ASKER);
        }
        JsonFields range = swap.object(name);
        if (range == null) {
            throw new IllegalStateException(name + " is an object and none");
        }
        range.onlyOf("low", "expected", "high");
        BigDecimal low = decimal(range, "low", most);
        BigDecimal expected = decimal(range, "expected", most);
        BigDecimal high = decimal(range, "high", most);
        if (low.compareTo(expected) > 0 || expected.compareTo(high) > 0) {
            throw ReportError.FIELD_INVALID.because(swap.name(name) + " is " + low.toPlainString() + ", "
                    + expected.toPlainString() + ", " + high.toPlainString()
                    + ": low, expected and high must not fall");
        }
        return new Estimate(low, expected, high, Estimate.Origin.SET, SET_BY_THE_ASKER);
    }

    private static BigDecimal decimal(JsonFields fields, String name, String most) {
        BigDecimal value = fields.decimal(name, "0", most);
        if (value == null) {
            throw ReportError.FIELD_MISSING.because(fields.name(name) + " is missing");
        }
        return value;
    }

    private static CachedInput cachedInput(JsonFields swap) {
        if (!swap.has("cached_input_share")) {
            return new CachedInput.AsRecorded();
        }
        if (swap.isText("cached_input_share", "measured")) {
            return new CachedInput.Measured();
        }
        return new CachedInput.Share(decimal(swap, "cached_input_share", "1"));
    }
}
