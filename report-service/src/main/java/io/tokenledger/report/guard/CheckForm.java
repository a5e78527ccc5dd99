package io.tokenledger.report.guard;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.UsageSelection;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a check from the body of a request. Pure. */
final class CheckForm {
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,12})?");
    private static final String STANDARD = "standard";
    private static final int MOST_TAGS = 100;
    private static final String[] ATTRIBUTES = {
        "team",
        "project",
        "app",
        "environment",
        "user",
        "provider",
        "model",
        "service_tier",
        "reasoning_effort",
        "region",
        "tags"
    };

    private final JsonFields body;
    private final int defaultSeconds;
    private final int mostSeconds;

    private CheckForm(JsonFields body, int defaultSeconds, int mostSeconds) {
        this.body = body;
        this.defaultSeconds = defaultSeconds;
        this.mostSeconds = mostSeconds;
    }

    /**
     * @param defaultSeconds how long room is held where the body does not say
     * @param mostSeconds how long at most
     */
    static Check read(JsonFields body, int defaultSeconds, int mostSeconds) {
        return new CheckForm(body, defaultSeconds, mostSeconds).check();
    }

    private Check check() {
        body.onlyOf("tenant", "attribution", "estimate", "reserve_seconds", "request_id", "unknown_cost", "dry_run");
        JsonFields estimate = body.object("estimate");
        if (estimate == null) {
            throw ReportError.FIELD_MISSING.because("estimate is missing: what is going to be used");
        }
        Map<String, String> attribution = attribution();
        joinEstimate(attribution, estimate);
        attribution.putIfAbsent("service_tier", STANDARD); // as it is recorded where nobody says
        String requestId = body.has("request_id") ? body.storableText("request_id") : null;
        return new Check(
                body.storableText("tenant"),
                attribution,
                estimate(estimate, attribution),
                deniesUnknown(),
                reserveSeconds(),
                body.flag("dry_run"),
                requestId == null ? null : new RequestName(requestId, sha256(body.json())));
    }

    /** By the names of dimensions; what is empty was not attributed. */
    private Map<String, String> attribution() {
        Map<String, String> attribution = new TreeMap<>();
        JsonFields given = body.object("attribution");
        if (given == null) {
            return attribution;
        }
        given.onlyOf(ATTRIBUTES);
        for (String name : ATTRIBUTES) {
            if (!name.equals("tags") && given.has(name)) {
                attribution.put(name, text(given, name));
            }
        }
        JsonFields tags = given.object("tags");
        if (tags != null) {
            addTags(tags, attribution);
        }
        return attribution;
    }

    private static void addTags(JsonFields tags, Map<String, String> attribution) {
        if (tags.names().size() > MOST_TAGS) {
            throw ReportError.FIELD_INVALID.because(
                    "attribution.tags has " + tags.names().size() + " tags: at most " + MOST_TAGS + " are expected");
        }
        for (String key : tags.names()) {
            if (tags.has(key)) {
                attribution.put(Dimension.TAG_PREFIX + key, text(tags, key));
            }
        }
    }

    private static String text(JsonFields fields, String name) {
        String text = fields.text(name);
        return text == null ? "" : text;
    }

    /** Provider, model, tier and region may stand in either place: usage will have one of each. */
    private static void joinEstimate(Map<String, String> attribution, JsonFields estimate) {
        estimate.onlyOf("provider", "model", "service_tier", "region", "usage", "cost", "currency", "tokens");
        for (String name : List.of("provider", "model", "service_tier", "region")) {
            if (!estimate.has(name)) {
                continue;
            }
            String stated = text(estimate, name);
            String other = attribution.putIfAbsent(name, stated);
            if (other != null && !other.equals(stated)) {
                throw ReportError.FIELD_INVALID.because("estimate." + name + " is '" + stated + "', attribution." + name
                        + " is '" + other + "': usage has one");
            }
        }
    }

    private static Estimate estimate(JsonFields estimate, Map<String, String> attribution) {
        JsonFields usage = estimate.object("usage");
        boolean amounts = estimate.has("cost") || estimate.has("tokens");
        if ((usage == null) != amounts) {
            throw (amounts ? ReportError.FIELD_INVALID : ReportError.FIELD_MISSING)
                    .because("estimate has "
                            + (amounts ? "usage beside cost or tokens" : "neither usage nor cost nor tokens")
                            + ": it is the usage, or what it comes to");
        }
        return usage == null ? amounts(estimate) : usage(usage, attribution);
    }

    private static Estimate usage(JsonFields usage, Map<String, String> attribution) {
        return new Estimate.Usage(
                required(attribution, "provider"),
                required(attribution, "model"),
                required(attribution, "service_tier"),
                attribution.getOrDefault("region", ""),
                EstimatedUsage.read(usage));
    }

    private static String required(Map<String, String> attribution, String name) {
        String value = attribution.get(name);
        if (value == null || value.isBlank()) {
            throw ReportError.FIELD_MISSING.because("estimate." + name + " is missing: it says what the usage costs");
        }
        return value;
    }

    private static Estimate amounts(JsonFields estimate) {
        Long tokens = estimate.has("tokens") ? Long.valueOf(EstimatedUsage.tokens(estimate, "tokens")) : null;
        if (estimate.has("cost")) {
            String code = estimate.text("currency");
            var currency = new QueryParameters(code == null ? Map.of() : Map.of("currency", List.of(code)));
            return new Estimate.Amounts(pico(estimate), UsageSelection.currency(currency), tokens);
        }
        if (estimate.has("currency")) {
            throw ReportError.FIELD_INVALID.because("estimate.currency belongs to a cost: there is none");
        }
        return new Estimate.Amounts(null, null, tokens);
    }

    private static @Nullable BigInteger pico(JsonFields estimate) {
        String cost = estimate.text("cost");
        if (cost == null || !AMOUNT.matcher(cost).matches()) {
            throw ReportError.FIELD_INVALID.because(
                    "estimate.cost is '" + cost
                            + "': a decimal with at most 12 digits before and 12 after the point is expected, such as \"0.12\"");
        }
        return Money.pico(cost);
    }

    private boolean deniesUnknown() {
        if (!body.has("unknown_cost") || body.isText("unknown_cost", "allow")) {
            return false;
        }
        if (!body.isText("unknown_cost", "deny")) {
            throw ReportError.FIELD_INVALID.because("unknown_cost is one of allow, deny");
        }
        return true;
    }

    private int reserveSeconds() {
        BigDecimal seconds = body.decimal("reserve_seconds", "1", String.valueOf(mostSeconds));
        if (seconds == null) {
            return defaultSeconds;
        }
        if (seconds.stripTrailingZeros().scale() > 0) {
            throw ReportError.FIELD_INVALID.because("reserve_seconds is " + seconds + ": whole seconds are expected");
        }
        return seconds.intValueExact();
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException cannotBe) {
            throw new IllegalStateException("every Java has SHA-256", cannotBe);
        }
    }
}
