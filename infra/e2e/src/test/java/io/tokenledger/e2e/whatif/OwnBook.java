package io.tokenledger.e2e.whatif;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rates by the published prices, written down from docs/prices.md and docs/units.md and by nothing else. */
final class OwnBook {
    /** Whose price applies where a meter has none. */
    private static final Map<String, String> PARENT = Map.ofEntries(
            Map.entry("cached_input", "input"),
            Map.entry("cache_write", "input"),
            Map.entry("cache_write_1h", "cache_write"),
            Map.entry("audio_input", "input"),
            Map.entry("image_input", "input"),
            Map.entry("video_input", "input"),
            Map.entry("cached_audio_input", "audio_input"),
            Map.entry("cached_image_input", "cached_input"),
            Map.entry("reasoning", "output"),
            Map.entry("audio_output", "output"),
            Map.entry("image_output", "output"),
            Map.entry("video_output", "output"));

    private static final Pattern SNAPSHOT = Pattern.compile("(.+?)[-@][0-9]{4}-?[0-9]{2}-?[0-9]{2}");

    /** The highest threshold first, a region's own list before that for anywhere, hours before any hour. */
    private static final Comparator<PriceRow> PRECEDENCE = Comparator.comparing(
                    (PriceRow row) -> row.region().isEmpty())
            .thenComparing(Comparator.comparingLong(PriceRow::over).reversed())
            .thenComparing(row -> row.window().isEmpty())
            .thenComparing(row -> !row.byUser())
            .thenComparing(Comparator.comparingLong(PriceRow::id).reversed());

    /** What is bought, where and when, and by whom; no tenant: at list prices. */
    record Key(String tenant, String provider, String model, String tier, String region) {}

    /**
     * What it costs, or why it has no price.
     *
     * @param pico null: no price
     * @param reason {@code tier_not_offered}, {@code target_unpriced}; empty where there is a price
     */
    record Rating(@Nullable BigDecimal pico, String reason) {}

    private record Name(String tenant, String provider, String model) {}

    private record Priced(PriceRow row, Key key) {}

    private final Map<Name, List<PriceRow>> byModel = new HashMap<>();
    private final Map<Name, String> canonical = new HashMap<>();
    private final Map<Name, List<PriceRow>> byName = new HashMap<>();
    private final Map<Priced, Map<String, BigDecimal>> rates = new HashMap<>();
    private final List<Factor> factors;

    OwnBook(List<PriceRow> rows, List<Factor> factors) {
        this.factors = factors;
        for (PriceRow row : rows) {
            byModel.computeIfAbsent(new Name(row.tenant(), row.provider(), row.model()), _ -> new ArrayList<>())
                    .add(row);
            row.aliases().forEach(alias -> canonical.put(new Name("", row.provider(), alias), row.model()));
        }
        byModel.values().forEach(list -> list.sort(PRECEDENCE));
    }

    /** The model that a name stands for at that provider; the name itself where the book knows no other. */
    String canonical(String provider, String name) {
        if (byModel.containsKey(new Name("", provider, name))) {
            return name;
        }
        String alias = canonical.get(new Name("", provider, name));
        var snapshot = SNAPSHOT.matcher(name);
        return alias != null ? alias : snapshot.matches() ? canonical(provider, snapshot.group(1)) : name;
    }

    boolean sells(String provider, String model) {
        return !lists(new Key("", provider, model, "", "")).isEmpty();
    }

    private List<PriceRow> lists(Key key) {
        return byName.computeIfAbsent(
                new Name(key.tenant, key.provider, key.model),
                name -> byModel.getOrDefault(
                        new Name(key.tenant, key.provider, canonical(key.provider, key.model)), List.of()));
    }

    /** Quantities by meter, {@code requests} among them; an aggregate is over a threshold where its mean is. */
    Rating rate(Key key, Instant at, Map<String, BigDecimal> quantities) {
        BigDecimal requests = quantities.getOrDefault("requests", BigDecimal.ONE);
        BigDecimal input = total(quantities, Use.INPUT);
        var everybody = new Key("", key.provider, key.model, key.tier, key.region);
        PriceRow row = key.tenant.isEmpty() ? null : inForce(lists(key), key, at, input, requests);
        row = row == null ? inForce(lists(everybody), key, at, input, requests) : row;
        if (row == null) {
            var tiers = new TreeSet<String>();
            lists(everybody).forEach(list -> tiers.add(list.tier()));
            lists(key).forEach(list -> tiers.add(list.tier()));
            boolean otherTiersOnly = !tiers.isEmpty() && !tiers.contains(key.tier);
            return new Rating(null, otherTiersOnly ? "tier_not_offered" : "target_unpriced");
        }
        return cost(rates.computeIfAbsent(new Priced(row, key), this::rates), quantities);
    }

    static BigDecimal total(Map<String, BigDecimal> quantities, List<String> meters) {
        BigDecimal total = BigDecimal.ZERO;
        for (String meter : meters) {
            total = total.add(quantities.getOrDefault(meter, BigDecimal.ZERO));
        }
        return total;
    }

    private static @Nullable PriceRow inForce(
            List<PriceRow> lists, Key key, Instant at, BigDecimal input, BigDecimal requests) {
        for (PriceRow row : lists) {
            if (row.tier().equals(key.tier)
                    && (row.region().isEmpty() || row.region().equals(key.region))
                    && (row.over() == 0
                            || input.compareTo(BigDecimal.valueOf(row.over()).multiply(requests)) > 0)
                    && row.holds(at)) {
                return row;
            }
        }
        return null;
    }

    private static Rating cost(Map<String, BigDecimal> rates, Map<String, BigDecimal> quantities) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<String, BigDecimal> used : quantities.entrySet()) {
            BigDecimal pico = rateOf(rates, used.getKey());
            if (pico != null) {
                sum = sum.add(pico.multiply(used.getValue()));
            } else if (used.getValue().signum() > 0 && !used.getKey().equals("requests")) {
                return new Rating(null, "target_unpriced");
            }
        }
        return new Rating(sum, "");
    }

    private static @Nullable BigDecimal rateOf(Map<String, BigDecimal> rates, String meter) {
        String source = meter;
        while (source != null && !rates.containsKey(source)) {
            source = PARENT.get(source);
        }
        return source == null ? null : rates.get(source);
    }

    private Map<String, BigDecimal> rates(Priced priced) {
        var rates = new HashMap<>(priced.row.pico());
        if (priced.row.tenant().isEmpty()) {
            factors.stream()
                    .filter(factor -> factor.isFor(priced.row, priced.key.tenant(), priced.key.region()))
                    .sorted(Comparator.comparing(Factor::region).reversed())
                    .forEach(factor -> rates.replaceAll(factor::on));
        }
        return rates;
    }
}
