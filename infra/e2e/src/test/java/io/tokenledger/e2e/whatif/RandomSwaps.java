package io.tokenledger.e2e.whatif;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One to four swaps of one question. What usage moves from, no other swap of it moves to. */
final class RandomSwaps {
    /** Models and their home providers. */
    private static final Map<String, String> TARGETS = Map.ofEntries(
            Map.entry("o4-mini", "openai"),
            Map.entry("o3", "openai"),
            Map.entry("o3-mini", "openai"),
            Map.entry("gpt-4.1", "openai"),
            Map.entry("gpt-4.1-mini", "openai"),
            Map.entry("gpt-5.4", "openai"),
            Map.entry("gpt-5.6-luna", "openai"),
            Map.entry("claude-sonnet-4-5", "anthropic"),
            Map.entry("claude-haiku-4-5", "anthropic"),
            Map.entry("gemini-2.5-pro", "google"),
            Map.entry("gemini-2.5-flash", "google"),
            Map.entry("heron", "whatif-cloud"),
            Map.entry("wren", "whatif-cloud"));

    private static final List<String> TIERS = List.of("standard", "batch", "flex", "priority");

    private final Dice dice;
    private final OwnBook book;

    RandomSwaps(Dice dice, OwnBook book) {
        this.dice = dice;
        this.book = book;
    }

    List<Swap> next() {
        int count = dice.pick(List.of(1, 1, 1, 1, 2, 2, 2, 3, 3, 4));
        var sources = new TreeSet<String>();
        var targets = new TreeSet<String>();
        var swaps = new ArrayList<Swap>();
        while (swaps.size() < count) {
            var from = new LinkedHashMap<String, List<String>>();
            List<String> models = models();
            String target = dice.pick(List.copyOf(new TreeSet<>(TARGETS.keySet())));
            boolean sameModel = dice.chance(25);
            if (models.stream().anyMatch(sources::contains)
                    || models.stream().anyMatch(targets::contains)
                    || (!sameModel && (sources.contains(target) || models.contains(target)))) {
                count -= dice.chance(10) && !swaps.isEmpty() ? 1 : 0;
                continue;
            }
            sources.addAll(models);
            from.put("model", models);
            if (dice.chance(40)) {
                String dimension = dice.pick(RandomQuestions.CONDITIONS);
                from.put(dimension, dice.values(dimension));
            }
            Swap swap = swap(from, sameModel ? "" : target);
            swaps.add(swap);
            if (!sameModel) {
                targets.add(target);
            }
            if (swaps.size() < count && dice.chance(30)) {
                BigDecimal rest = BigDecimal.ONE.subtract(swap.share());
                if (rest.signum() > 0) {
                    swaps.add(swap(from, sameModel ? "" : target).withShare(rest));
                }
            }
        }
        return swaps;
    }

    private Swap swap(Map<String, List<String>> from, String target) {
        var to = new LinkedHashMap<String, String>();
        if (!target.isEmpty()) {
            to.put("model", target);
            if (dice.chance(20)) {
                to.put("provider", Objects.requireNonNull(TARGETS.get(target)));
            }
        }
        if (target.isEmpty() || dice.chance(35)) {
            to.put("service_tier", dice.pick(TIERS));
        }
        if (dice.chance(15)) {
            to.put("reasoning_effort", dice.pick(List.of("low", "medium", "high")));
        }
        if (dice.chance(10)) {
            to.put("region", dice.pick(List.of("eu", "in")));
        }
        var ratios = new LinkedHashMap<String, Ratio>();
        // Defaults hang on both models, efforts and the tenant's own usage, so that a swap of several models has
        // several.
        ratios.put("input_token_ratio", dice.chance(30) ? dice.ratio() : Ratio.ONE);
        ratios.put("output_token_ratio", dice.chance(35) ? dice.ratio() : Ratio.ONE);
        ratios.put("reasoning_token_ratio", dice.chance(35) ? dice.ratio() : Ratio.ONE);
        BigDecimal cachedShare = dice.chance(20) ? dice.fraction() : null;
        BigDecimal kept = dice.chance(30) ? dice.fraction() : BigDecimal.ONE;
        ratios.put("cache_kept", new Ratio(kept, kept, kept));
        return new Swap(
                from,
                to,
                dice.chance(50) ? BigDecimal.ONE : dice.fraction(),
                ratios,
                cachedShare,
                dice.chance(20) ? dice.fraction() : BigDecimal.ONE);
    }

    private List<String> models() {
        // What the book does not know is refused where no usage of the period has it.
        return Stream.generate(dice::use)
                .filter(use -> book.sells(use.attribute("provider"), use.attribute("model")))
                .map(use -> book.canonical(use.attribute("provider"), use.attribute("model")))
                .limit(dice.chance(80) ? 1 : 3)
                .distinct()
                .toList();
    }
}
