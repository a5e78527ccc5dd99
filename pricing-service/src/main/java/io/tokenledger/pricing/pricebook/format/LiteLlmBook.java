package io.tokenledger.pricing.pricebook.format;

import io.tokenledger.pricing.pricebook.PriceFile;
import io.tokenledger.pricing.pricebook.PriceFile.RoundedPrice;
import io.tokenledger.pricing.pricebook.PriceFile.UpliftRow;
import io.tokenledger.pricing.pricebook.PriceKey;
import io.tokenledger.pricing.pricebook.PriceRow;
import io.tokenledger.pricing.pricebook.ValidRange;
import io.tokenledger.pricing.rating.ModelName;
import io.tokenledger.pricing.rating.Rates;
import io.tokenledger.pricing.rating.TimeWindow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The models of LiteLLM's file under the names of our book. Where two keys come to one name ({@code gemini-flash-latest}
 * and {@code gemini/gemini-flash-latest}), the key without a provider before it has the name, else the earlier one. The
 * other is an alias if it states the same prices; if not, it keeps its whole key for a name, and is listed.
 */
final class LiteLlmBook {
    private static final String DOLLAR = "USD";

    /** A model that has prices. */
    record Entry(
            String key,
            String provider,
            String model,
            Map<ListKey, Rates> lists,
            Map<String, Long> upliftMillionths,
            List<RoundedPrice> rounded) {

        boolean costsTheSameAs(Entry other) {
            return lists.equals(other.lists) && upliftMillionths.equals(other.upliftMillionths);
        }

        boolean isPrefixed() {
            return !key.equals(model);
        }

        Name name() {
            return new Name(provider, model);
        }

        Entry underItsWholeKey() {
            return new Entry(key, provider, key, lists, upliftMillionths, rounded);
        }
    }

    private record Name(String provider, String model) {}

    private final FileContext context;
    private final ValidRange range;
    private final NotUnderstoodKeys notUnderstood;
    private final Map<Name, List<Entry>> byName = new LinkedHashMap<>();

    private final List<PriceRow> rows = new ArrayList<>();
    private final List<UpliftRow> uplifts = new ArrayList<>();
    private final List<RoundedPrice> rounded = new ArrayList<>();
    private final List<ModelName> names = new ArrayList<>();

    LiteLlmBook(FileContext context, NotUnderstoodKeys notUnderstood) {
        this.context = context;
        this.range = new ValidRange(context.validFrom(), null);
        this.notUnderstood = notUnderstood;
    }

    void add(Entry entry) {
        byName.computeIfAbsent(entry.name(), _ -> new ArrayList<>()).add(entry);
    }

    PriceFile toFile() {
        byName.values().forEach(this::addAll);
        Set<Name> models = new HashSet<>(byName.keySet());
        names.removeIf(alias ->
                alias.syntax() == ModelName.Syntax.EXACT && models.contains(new Name(alias.provider(), alias.name())));
        return new PriceFile(
                List.copyOf(rows),
                List.copyOf(names),
                List.copyOf(uplifts),
                List.copyOf(rounded),
                notUnderstood.toList());
    }

    private void addAll(List<Entry> sameName) {
        sameName.sort(Comparator.comparing(Entry::isPrefixed)); // stable: else the earlier one
        Entry first = sameName.getFirst();
        addRows(first);
        for (Entry entry : sameName) {
            if (entry.costsTheSameAs(first)) {
                if (entry.isPrefixed()) {
                    names.add(ModelName.of(entry.provider(), entry.key(), entry.model()));
                }
            } else if (byName.containsKey(entry.underItsWholeKey().name())) {
                notUnderstood.addSuspicious(
                        entry.key(), entry.key(), "not imported: " + first.key() + " has its name, and other prices");
            } else {
                addRows(entry.underItsWholeKey());
                notUnderstood.addSuspicious(
                        entry.key(),
                        entry.key(),
                        "imported under its whole key: " + first.key() + " has the name '" + first.model()
                                + "', and other prices");
            }
        }
    }

    private void addRows(Entry entry) {
        if (entry.model().indexOf('*') >= 0) { // any region, as LiteLLM writes it
            names.add(ModelName.of(entry.provider(), entry.model(), entry.model()));
        }
        entry.lists()
                .forEach((list, rates) -> rows.add(new PriceRow(
                        0,
                        new PriceKey(
                                "", entry.provider(), entry.model(), list.tier(), "", list.over(), TimeWindow.ALWAYS),
                        range,
                        DOLLAR,
                        rates,
                        context.source(),
                        context.sourceDate())));
        entry.upliftMillionths()
                .forEach((region, millionths) ->
                        uplifts.add(new UpliftRow(entry.provider(), entry.model(), region, millionths, range)));
        rounded.addAll(entry.rounded());
    }
}
