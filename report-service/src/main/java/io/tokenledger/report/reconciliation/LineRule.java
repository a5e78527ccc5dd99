package io.tokenledger.report.reconciliation;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of line items and what they are. Patterns are matched whole, in linear time, capitals or not.
 *
 * @param pattern of RE2; the group {@code model} is the model where {@code model} is {@link #FOUND}, and the group
 *     {@code tier}, where it is there and finds something, the service tier
 */
record LineRule(Pattern pattern, String model, String meter, String serviceTier) {
    /** Stands for the model that the pattern found. */
    static final String FOUND = "{model}";

    /** A rule in RE2, as they are shipped. */
    static LineRule of(String expression, String model, String meter) {
        return new LineRule(Pattern.compile("(?i)" + expression), model, meter, "standard");
    }

    /**
     * A rule as people write it: {@code *} any characters, {@code {model}} the name of the model, all else as it stands.
     *
     * @throws BillFault where the pattern names the model twice, or the rule the model that the pattern does not find
     */
    static LineRule written(String glob, String model, String meter, String serviceTier) {
        List<String> pieces = new ArrayList<>(List.of(glob.split(java.util.regex.Pattern.quote(FOUND), -1)));
        if (pieces.size() > 2) {
            throw new BillFault("pattern '" + glob + "' has " + FOUND + " more than once");
        }
        if (model.equals(FOUND) != (pieces.size() == 2)) {
            throw new BillFault(
                    "model is '" + model + "' and pattern '" + glob + "': " + FOUND + " stands in both or in neither");
        }
        String expression = String.join(
                "(?P<model>.+)", pieces.stream().map(LineRule::quoted).toList());
        return new LineRule(Pattern.compile("(?i)" + expression), model, meter, serviceTier);
    }

    private static String quoted(String piece) {
        return String.join(
                ".*",
                List.of(piece.split("\\*", -1)).stream().map(Pattern::quote).toList());
    }

    /** What a line item is; null: something else than this rule is about. */
    @Nullable
    LineMeaning meaning(String lineItem) {
        Matcher match = pattern.matcher(lineItem);
        if (!match.matches()) {
            return null;
        }
        String found = model.equals(FOUND) ? match.group("model") : model;
        String tier = pattern.namedGroups().containsKey("tier") ? match.group("tier") : null;
        return new LineMeaning(
                model.equals(FOUND) ? VendorModels.spelled(String.valueOf(found)) : model,
                meter,
                tier == null || tier.isEmpty() ? serviceTier : VendorModels.tier(tier.toLowerCase(Locale.ROOT)));
    }
}
