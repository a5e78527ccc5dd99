package io.tokenledger.report.allocation;

import io.tokenledger.report.directcost.DirectKind;
import io.tokenledger.report.directcost.DirectLine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A second implementation of docs/allocation.md, sentence by sentence: every single cost is a coin that lies with somebody,
 * moves as a whole, and is then melted into coins of what was received. Slow, in decimals, and without any class of the first
 * one but the records.
 */
final class ByTheBook {
    private static final Set<String> TOKEN_METERS = Set.of(
            "input",
            "cached_input",
            "cache_write",
            "cache_write_1h",
            "audio_input",
            "image_input",
            "video_input",
            "cached_audio_input",
            "cached_image_input",
            "output",
            "reasoning",
            "audio_output",
            "image_output",
            "video_output");

    /** A cost and where it comes from: usage, charge/…, item/…, received. */
    private record Coin(String bearer, String from, BigDecimal pico) {}

    private final RandomPeriod period;
    private List<Coin> coins = new ArrayList<>();

    /** Amounts by {@code step/from/to}. */
    final Map<String, BigDecimal> transfers = new TreeMap<>();

    /** Amounts by {@code step/bearer}. */
    final Map<String, BigDecimal> leftovers = new TreeMap<>();

    ByTheBook(RandomPeriod period) {
        this.period = period;
        for (DirectLine line : period.direct()) {
            if (line.bookPico() != null) {
                String from = line.key().kind() == DirectKind.CHARGE
                        ? "charge/" + line.key().serviceTier()
                        : "usage";
                coins.add(new Coin(line.key().attribution().costCenter(), from, new BigDecimal(line.bookPico())));
            }
        }
        for (ItemLine line : period.items()) {
            coins.add(
                    new Coin(line.item().costCenter(), "item/" + line.item().name(), new BigDecimal(line.bookPico())));
        }
        List<AllocationRule> rules = new ArrayList<>(period.rules());
        rules.sort((one, other) -> Integer.compare(one.position(), other.position()));
        for (int step = 1; step <= rules.size(); step++) {
            take(step, rules.get(step - 1));
        }
    }

    /** What everybody bears in the end. */
    Map<String, BigDecimal> costs() {
        return coins.stream()
                .collect(Collectors.groupingBy(
                        Coin::bearer, TreeMap::new, Collectors.reducing(BigDecimal.ZERO, Coin::pico, BigDecimal::add)));
    }

    private void take(int step, AllocationRule rule) {
        Set<String> bearers = coins.stream()
                .filter(coin -> isMeant(rule, coin))
                .map(Coin::bearer)
                .collect(Collectors.toCollection(TreeSet::new));
        List<Coin> minted = new ArrayList<>();
        for (String bearer : bearers) {
            BigDecimal pool = coins.stream()
                    .filter(coin -> coin.bearer().equals(bearer) && isMeant(rule, coin))
                    .map(Coin::pico)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            Map<String, BigDecimal> weights = weights(rule, bearer);
            if (weights.isEmpty()) {
                if (pool.signum() != 0) {
                    leftovers.put(step + "/" + bearer, pool);
                }
                continue;
            }
            coins.removeIf(coin -> coin.bearer().equals(bearer) && isMeant(rule, coin));
            if (pool.signum() != 0) {
                split(pool, weights).forEach((to, part) -> {
                    minted.add(new Coin(to, "received", part));
                    transfers.put(step + "/" + bearer + "/" + to, part);
                });
            }
        }
        coins.addAll(minted);
    }

    private static boolean isMeant(AllocationRule rule, Coin coin) {
        String origin = rule.origin().text();
        if (origin.equals("unattributed") || origin.startsWith("cost_center/")) {
            return coin.bearer().equals(origin.replaceFirst("cost_center/", ""));
        }
        String pattern = Pattern.quote(origin).replace("*", "\\E.*\\Q");
        return coin.from().matches(pattern);
    }

    private Map<String, BigDecimal> weights(AllocationRule rule, String bearer) {
        Map<String, BigDecimal> weights = new TreeMap<>();
        for (String code : period.parents().keySet()) {
            boolean isThere = !period.ended().contains(code);
            BigDecimal weight =
                    switch (rule.method()) {
                        case FIXED_SHARES ->
                            isThere ? rule.shares().getOrDefault(code, BigDecimal.ZERO) : BigDecimal.ZERO;
                        case EVEN -> isThere && isEven(rule, code) ? BigDecimal.ONE : BigDecimal.ZERO;
                        case DIRECT_COST -> isNamed(rule, code) ? direct(code) : BigDecimal.ZERO;
                        case TOKENS -> isNamed(rule, code) ? tokens(code) : BigDecimal.ZERO;
                    };
            if (weight.signum() > 0 && !code.equals(bearer)) {
                weights.put(code, weight);
            }
        }
        return weights;
    }

    private boolean isEven(AllocationRule rule, String code) {
        boolean hasNoneBelow = period.parents().entrySet().stream()
                .noneMatch(
                        each -> code.equals(each.getValue()) && !period.ended().contains(each.getKey()));
        boolean namedItself = rule.exact() && rule.to().contains(code);
        return isNamed(rule, code) && (hasNoneBelow || namedItself);
    }

    private boolean isNamed(AllocationRule rule, String code) {
        boolean isIn = rule.to().isEmpty() || isUnder(rule, rule.to(), code);
        return isIn && !isUnder(rule, rule.except(), code);
    }

    private boolean isUnder(AllocationRule rule, List<String> heads, String code) {
        if (rule.exact()) {
            return heads.contains(code);
        }
        for (String at = code; at != null; at = period.parents().get(at)) {
            if (heads.contains(at)) {
                return true;
            }
        }
        return false;
    }

    private BigDecimal direct(String code) {
        return period.direct().stream()
                .filter(line -> line.key().attribution().costCenter().equals(code) && line.bookPico() != null)
                .map(line -> new BigDecimal(line.bookPico()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal tokens(String code) {
        return period.direct().stream()
                .filter(line -> line.key().attribution().costCenter().equals(code)
                        && TOKEN_METERS.contains(line.key().meter()))
                .map(line -> BigDecimal.valueOf(line.quantity()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Whole picos first, then one by one to whoever lacks the most. */
    private static Map<String, BigDecimal> split(BigDecimal pool, Map<String, BigDecimal> weights) {
        BigDecimal total = weights.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal whole = pool.abs();
        Map<String, BigDecimal> parts = new TreeMap<>();
        weights.forEach((code, weight) -> parts.put(code, whole.multiply(weight).divide(total, 0, RoundingMode.DOWN)));
        Set<String> served = new HashSet<>();
        while (parts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add).compareTo(whole) < 0) {
            String neediest = null;
            BigDecimal most = BigDecimal.ZERO;
            for (String code : parts.keySet()) {
                BigDecimal lacks = whole.multiply(weights.get(code))
                        .subtract(parts.get(code).multiply(total));
                if (!served.contains(code) && (neediest == null || lacks.compareTo(most) > 0)) {
                    neediest = code;
                    most = lacks;
                }
            }
            served.add(neediest);
            parts.merge(neediest, BigDecimal.ONE, BigDecimal::add);
        }
        if (pool.signum() < 0) {
            parts.replaceAll((_, part) -> part.negate());
        }
        return parts;
    }
}
