package io.tokenledger.e2e.finance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The cost centres of the year: one at the top, four units, 35 below them, and a re-organisation in May. Who pays for an event
 * is decided here by reading the mapping rules aloud, one after the other.
 */
final class Centres {
    static final String UNATTRIBUTED = "unattributed";
    static final String TOP = "ORG";
    static final List<String> UNITS = List.of("ENG", "OPS", "SALES", "LABS");
    static final int LEAVES = 35;

    /** From this day on team-07 is paid by CC-08, CC-05 is below CC-06, and team-90 has a cost centre, CC-31. */
    static final LocalDate REORGANISED = LocalDate.of(2025, 5, 15);

    private static final Instant REORGANISED_AT =
            REORGANISED.atStartOfDay(Year.ZONE).toInstant();

    private Centres() {}

    static String leaf(int number) {
        return "CC-%02d".formatted(number);
    }

    /** Parent of every cost centre, null for the one at the top, in the order in which they can be made. */
    static Map<String, @Nullable String> parents(boolean reorganised) {
        var parents = new LinkedHashMap<String, @Nullable String>();
        parents.put(TOP, null);
        UNITS.forEach(unit -> parents.put(unit, TOP));
        for (int leaf = 1; leaf <= LEAVES; leaf++) {
            parents.put(leaf(leaf), UNITS.get((leaf - 1) % UNITS.size()));
        }
        if (reorganised) {
            parents.put(leaf(5), leaf(6));
        }
        return parents;
    }

    /** Those without another below them, at the end of a month. */
    static List<String> leaves(int month) {
        Map<String, @Nullable String> parents = parents(isReorganised(month));
        return parents.keySet().stream()
                .filter(code -> !parents.containsValue(code))
                .toList();
    }

    /** The cost centre and all that are below it, at the end of a month. */
    static List<String> subtree(String top, int month) {
        Map<String, @Nullable String> parents = parents(isReorganised(month));
        var subtree = new ArrayList<String>();
        for (String code : parents.keySet()) {
            String above = code;
            while (above != null && !above.equals(top)) {
                above = parents.get(above);
            }
            if (above != null) {
                subtree.add(code);
            }
        }
        return subtree;
    }

    static boolean isReorganised(int month) {
        return !Year.month(month).atEndOfMonth().isBefore(REORGANISED);
    }

    /** The currency of its statements. */
    static String currency(String code) {
        return switch (code) {
            case "CC-10", "CC-11", "CC-12" -> "EUR";
            case "CC-20" -> "INR";
            default -> "USD";
        };
    }

    /** Whether it is only shown what it costs. */
    static boolean isShownOnly(String code) {
        return code.equals("CC-30");
    }

    /**
     * Who pays.
     *
     * @param accounted when it counts: what comes late is mapped as what happens at the beginning of the open month
     */
    static String payer(UsageEvent event, Instant accounted) {
        boolean reorganised = !accounted.isBefore(REORGANISED_AT);
        if ("moonshot".equals(event.project())) {
            return leaf(33);
        }
        if (event.app().startsWith("batch-") && event.environment().equals("prod")) {
            return leaf(34);
        }
        if ("key-42".equals(event.apiKey())) {
            return leaf(35);
        }
        if (event.user() != null && event.user().startsWith("svc-")) {
            return leaf(32);
        }
        if (event.team() == null) {
            return UNATTRIBUTED;
        }
        int team = Integer.parseInt(event.team().substring("team-".length()));
        if (reorganised && team == 7) {
            return leaf(8);
        }
        if (team <= 31) {
            return leaf(team);
        }
        return reorganised && team == 90 ? leaf(31) : UNATTRIBUTED;
    }

    /** The same rules as they are posted: the cost centre by the conditions, in their order. */
    static Map<Map<String, String>, String> rules() {
        var rules = new LinkedHashMap<Map<String, String>, String>();
        rules.put(Map.of("project", "moonshot"), leaf(33));
        rules.put(new TreeMap<>(Map.of("app", "batch-*", "environment", "prod")), leaf(34));
        rules.put(Map.of("key", "key-42"), leaf(35));
        rules.put(Map.of("user", "svc-*"), leaf(32));
        for (int team = 1; team <= 31; team++) {
            rules.put(Map.of("team", "team-%02d".formatted(team)), leaf(team));
        }
        return rules;
    }
}
