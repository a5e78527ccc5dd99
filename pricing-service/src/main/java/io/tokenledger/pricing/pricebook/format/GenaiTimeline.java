package io.tokenledger.pricing.pricebook.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.pricing.pricebook.ValidRange;
import io.tokenledger.pricing.rating.TimeWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The prices of a model in genai-prices in time. There the last set whose condition holds counts, and where none does the
 * first; here each set gets the range in which no later one covers it, so that the ranges lie beside one another, with
 * windows on top of them.
 */
final class GenaiTimeline {
    /** A set of prices with the time and the hours in which it counts. */
    record Era(ValidRange range, TimeWindow window, GenaiPriceSet prices) {}

    private record Conditional(GenaiCondition condition, GenaiPriceSet prices) {}

    private final String key;
    private final Instant validFrom;
    private final NotUnderstoodKeys notUnderstood;
    private final List<Conditional> sets = new ArrayList<>();

    private GenaiTimeline(String key, Instant validFrom, NotUnderstoodKeys notUnderstood) {
        this.key = key;
        this.validFrom = validFrom;
        this.notUnderstood = notUnderstood;
    }

    /** Reads {@code prices}, one set or a list of conditional ones; undated ones are valid from then on. */
    static List<Era> of(String key, JsonNode prices, Instant validFrom, NotUnderstoodKeys notUnderstood)
            throws UnusableModelException {
        var timeline = new GenaiTimeline(key, validFrom, notUnderstood);
        if (prices.isArray()) {
            for (JsonNode conditional : prices) {
                timeline.read(conditional);
            }
        } else {
            timeline.sets.add(new Conditional(GenaiCondition.ALWAYS, GenaiPriceSet.of(key, prices, notUnderstood)));
        }
        return timeline.eras();
    }

    private void read(JsonNode conditional) throws UnusableModelException {
        conditional.fieldNames().forEachRemaining(name -> {
            if (!name.equals("constraint") && !name.equals("prices")) {
                notUnderstood.addSuspicious("prices[]." + name, key, "unknown to this reader");
            }
        });
        var condition = GenaiCondition.of(conditional.get("constraint"));
        var prices = GenaiPriceSet.of(key, conditional.path("prices"), notUnderstood);
        if (sets.isEmpty() && !condition.isAlways()) {
            sets.add(new Conditional(GenaiCondition.ALWAYS, prices)); // where no condition holds, the first set counts
        }
        sets.add(new Conditional(condition, prices));
    }

    private List<Era> eras() throws UnusableModelException {
        var eras = new ArrayList<Era>();
        for (int i = 0; i < sets.size(); i++) {
            Conditional set = sets.get(i);
            Instant start = set.condition.start();
            Instant from = start == null || start.isBefore(validFrom) ? validFrom : start;
            Instant until = coveredFrom(i);
            if (until != null && !until.isAfter(from)) {
                notUnderstood.add(
                        "prices[].constraint",
                        key,
                        "a price that a later one covers before " + validFrom + " or wholly");
            } else {
                eras.add(new Era(new ValidRange(from, until), set.condition.window(), set.prices));
            }
        }
        refuseWindowsThatCross(eras);
        return eras;
    }

    /** From when a later set holds at every hour; null: never. */
    private @Nullable Instant coveredFrom(int index) {
        Instant covered = null;
        for (Conditional later : sets.subList(index + 1, sets.size())) {
            if (later.condition.window().isAlways()) {
                Instant start = later.condition.start();
                Instant from = start == null || start.isBefore(validFrom) ? validFrom : start;
                covered = covered == null || from.isBefore(covered) ? from : covered;
            }
        }
        return covered;
    }

    private static void refuseWindowsThatCross(List<Era> eras) throws UnusableModelException {
        for (int i = 0; i < eras.size(); i++) {
            for (Era later : eras.subList(i + 1, eras.size())) {
                Era era = eras.get(i);
                if (!era.window.isAlways()
                        && !later.window.isAlways()
                        && era.window.overlaps(later.window)
                        && era.range.overlaps(later.range)) {
                    throw new UnusableModelException(
                            "two of its prices share hours: " + era.window + ", " + later.window);
                }
            }
        }
    }

    /** The thresholds of an era: those of its own prices, and for a window those that would otherwise count in its hours. */
    static SortedSet<Long> thresholds(Era era, List<Era> all) {
        SortedSet<Long> thresholds = era.prices.thresholds();
        if (!era.window.isAlways()) {
            all.stream()
                    .filter(other -> other.range.overlaps(era.range))
                    .forEach(other -> thresholds.addAll(other.prices.thresholds()));
        }
        return thresholds;
    }
}
