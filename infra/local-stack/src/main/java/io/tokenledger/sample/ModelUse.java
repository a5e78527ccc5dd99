package io.tokenledger.sample;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One way in which an app calls a model.
 *
 * @param effort reasoning effort asked for; null for a model that does not reason
 * @param tier the service tier that serves it
 * @param weight how often, beside the app's other ways
 */
record ModelUse(String provider, String model, @Nullable String effort, String tier, int weight) {
    /** Provider of the models that the company runs itself: they are in no price book. */
    static final String SELF_HOSTED = "self-hosted";

    private static final Pattern FORM = Pattern.compile("(\\d+)\\*([a-z0-9.-]+)(?:/([a-z]+))?(?:@([a-z]+))?");

    /** Reads {@code weight*model/effort@tier}; effort and tier may be left out. */
    static ModelUse parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not of the form weight*model/effort@tier: " + text);
        }
        String model = parts.group(2);
        String tier = parts.group(4);
        return new ModelUse(
                provider(model),
                model,
                parts.group(3),
                tier == null ? "standard" : tier,
                Integer.parseInt(parts.group(1)));
    }

    private static String provider(String model) {
        if (model.startsWith("claude-")) {
            return "anthropic";
        }
        return model.startsWith("acme-") ? SELF_HOSTED : "openai";
    }

    /** Whether a price book with the list prices of the providers has a price for it. */
    boolean hasPrice() {
        return !provider.equals(SELF_HOSTED);
    }
}
