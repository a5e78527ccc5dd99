package io.tokenledger.pricing.pricebook.format;

import io.tokenledger.pricing.pricebook.PriceFile.NotUnderstood;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a file says beyond what the book holds, by key and reason, in the order in which it was met. */
final class NotUnderstoodKeys {
    /** Begins the reason where money may be concerned and a person should look. */
    static final String SUSPICIOUS = "suspicious: ";

    private static final int LONGEST = 200;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private record Reason(String key, String why) {}

    private static final class Met {
        private final String example;
        private int count;

        Met(String example) {
            this.example = example;
        }
    }

    private final Map<Reason, Met> met = new LinkedHashMap<>();

    void add(String key, String example, String why) {
        met.computeIfAbsent(new Reason(readable(key), readable(why)), _ -> new Met(readable(example))).count++;
    }

    void addSuspicious(String key, String example, String why) {
        add(key, example, SUSPICIOUS + why);
    }

    /** Text that may be stored and shown, whatever the file holds. */
    private static String readable(String text) {
        String clean = CONTROL.matcher(text).replaceAll("?");
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
    }

    List<NotUnderstood> toList() {
        var list = new ArrayList<NotUnderstood>();
        met.forEach((reason, times) -> list.add(new NotUnderstood(reason.key, times.count, times.example, reason.why)));
        return List.copyOf(list);
    }
}
