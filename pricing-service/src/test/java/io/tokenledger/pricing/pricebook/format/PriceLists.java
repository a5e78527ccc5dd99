package io.tokenledger.pricing.pricebook.format;

import io.tokenledger.contract.Meter;
import io.tokenledger.pricing.pricebook.PriceFile;
import io.tokenledger.pricing.pricebook.PriceRow;
import io.tokenledger.pricing.rating.ModelName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of a file that was read, to be asked for by name. */
final class PriceLists {
    private final Map<String, List<PriceRow>> byModel = new HashMap<>();
    private final Map<String, String> modelByName = new HashMap<>();

    PriceLists(PriceFile file) {
        file.rows()
                .forEach(row -> byModel.computeIfAbsent(
                                row.key().provider() + " " + row.key().model(), _ -> new ArrayList<>())
                        .add(row));
        file.names().stream()
                .filter(name ->
                        name.syntax() == ModelName.Syntax.EXACT || name.name().contains("/*/"))
                .forEach(name -> modelByName.put(name.provider() + " " + name.name(), name.model()));
    }

    boolean has(String provider, String name) {
        return !rows(provider, name).isEmpty();
    }

    List<PriceRow> rows(String provider, String name) {
        String model = modelByName.getOrDefault(provider + " " + name, name);
        return byModel.getOrDefault(provider + " " + name, byModel.getOrDefault(provider + " " + model, List.of()));
    }

    /** The rate that the list for exactly that tier and threshold states; null: there is none. */
    @Nullable
    Long pico(String provider, String name, String tier, long over, String meter) {
        return rows(provider, name).stream()
                .filter(row -> row.key().serviceTier().equals(tier) && row.key().contextOverTokens() == over)
                .map(row -> row.rates().own().get(Meter.of(meter)))
                .filter(pico -> pico != null)
                .findFirst()
                .orElse(null);
    }

    /** The row that counts at that time for so many input tokens: highest threshold, then windows before the rest. */
    @Nullable
    PriceRow at(String provider, String name, Instant at, long inputTokens) {
        return rows(provider, name).stream()
                .filter(row -> !at.isBefore(row.range().from()))
                .filter(row ->
                        row.range().until() == null || at.isBefore(row.range().until()))
                .filter(row -> row.key().window().contains(at))
                .filter(row -> row.key().contextOverTokens() == 0
                        || inputTokens > row.key().contextOverTokens())
                .max(Comparator.comparingLong((PriceRow row) -> row.key().contextOverTokens())
                        .thenComparing(row -> !row.key().window().isAlways()))
                .orElse(null);
    }

    /** What a price comes to: whole pico per unit, half-even. */
    static long pico(BigDecimal price, long units) {
        return price.movePointRight(12)
                .divide(BigDecimal.valueOf(units), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }
}
