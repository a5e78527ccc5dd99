package io.tokenledger.e2e.whatif;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Questions of every kind about the usage that there is. */
final class RandomQuestions {
    private static final List<String> ZONES = List.of(
            "UTC",
            "Asia/Kathmandu", // +05:45
            "Australia/Eucla", // +08:45
            "Pacific/Chatham", // +12:45
            "Europe/Berlin",
            "America/New_York",
            "Asia/Kolkata");
    private static final List<String> PRICE_TIMES = List.of(
            "now",
            "2025-06-09T23:59:59Z",
            "2025-06-10T00:00:00Z",
            "2026-07-14T09:07:12Z",
            "2026-07-14T09:07:13Z",
            "2026-07-25T13:37:10Z",
            "2026-07-30",
            "2026-08-21T00:00:00Z");
    private static final List<String> GROUPS = List.of(
            "team",
            "project",
            "app",
            "environment",
            "provider",
            "model",
            "service_tier",
            "reasoning_effort",
            "region",
            "tenant",
            "day",
            "week",
            "month",
            "tag.feature");
    static final List<String> CONDITIONS =
            List.of("team", "app", "service_tier", "reasoning_effort", "tag.feature", "environment");

    private final Dice dice;
    private final RandomSwaps swaps;
    private final List<String> tenants;

    RandomQuestions(Random random, List<Use> uses, OwnBook book) {
        this.dice = new Dice(random, uses);
        this.swaps = new RandomSwaps(dice, book);
        this.tenants = List.copyOf(new TreeSet<>(uses.stream().map(Use::tenant).toList()));
    }

    Question next() {
        var filter = new LinkedHashMap<String, List<String>>();
        filter.put("tenant", dice.chance(70) ? tenants : List.of(dice.pick(tenants)));
        if (dice.chance(35)) {
            String dimension = dice.chance(12) ? "user" : dice.chance(20) ? "provider" : dice.pick(CONDITIONS);
            filter.put(dimension, dice.values(dimension));
        }
        var groups = new ArrayList<String>();
        for (int left = dice.below(4); left > 0; left--) {
            groups.add(dice.pick(GROUPS));
        }
        LocalDate from = LocalDate.of(2026, 6, 29).plusDays(dice.below(32));
        LocalDate to = dice.chance(30) ? LocalDate.of(2026, 8, 2) : from.plusDays(1L + dice.below(20));
        boolean cutsDays = dice.chance(25);
        return new Question(
                cutsDays
                        ? from + "T0" + dice.below(10) + ":" + dice.pick(List.of("00", "15", "30", "45")) + ":00Z"
                        : from.toString(),
                cutsDays
                        ? to + "T1" + dice.below(10) + ":" + dice.pick(List.of("00", "15", "30", "45")) + ":00Z"
                        : to.toString(),
                ZoneId.of(dice.pick(ZONES)),
                filter,
                swaps.next(),
                dice.chance(30) ? dice.pick(PRICE_TIMES) : null,
                dice.chance(20),
                groups.stream().distinct().toList());
    }
}
