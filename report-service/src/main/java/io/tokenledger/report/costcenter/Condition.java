package io.tokenledger.report.costcenter;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a mapping rule asks for: the attribute has one of these values.
 *
 * @param attribute team, project, app, environment, user, {@code tag.<key>}, or key (which is the tag {@code api_key})
 * @param values at least one; {@code *} in a value stands for any characters, none included; the empty value stands for
 *     usage that does not say the attribute, which no {@code *} does
 */
public record Condition(String attribute, List<String> values) {
    /** The attributes that are no tags. */
    static final Set<String> PLAIN = Set.of("team", "project", "app", "environment", "user", "key");

    /** What stands before a tag's key. */
    static final String TAG = "tag.";

    /** The tag that holds the key with which the provider was called. */
    static final String KEY_TAG = "api_key";

    private static final Pattern TAG_KEY = Pattern.compile("[^\\p{Cntrl}]{1,100}");

    public Condition {
        if (!isAttribute(attribute)) {
            throw new IllegalArgumentException("attribute '" + attribute + "' is none that a rule can look at");
        }
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("condition on " + attribute + " without a value");
        }
    }

    /** On one attribute, any of the values. */
    public static Condition of(String attribute, String... values) {
        return new Condition(attribute, List.of(values));
    }

    static boolean isAttribute(String name) {
        return PLAIN.contains(name)
                || (name.startsWith(TAG)
                        && TAG_KEY.matcher(name.substring(TAG.length())).matches());
    }

    /** The key of the tag that it looks at; null: it looks at no tag. */
    @Nullable
    String tagKey() {
        if (attribute.equals("key")) {
            return KEY_TAG;
        }
        return attribute.startsWith(TAG) ? attribute.substring(TAG.length()) : null;
    }

    /** The attribute by the name under which both names of the same tag meet. */
    String subject() {
        String key = tagKey();
        return key == null ? attribute : TAG + key;
    }
}
