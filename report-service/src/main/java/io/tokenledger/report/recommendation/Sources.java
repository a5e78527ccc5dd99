package io.tokenledger.report.recommendation;

import io.tokenledger.pricing.rating.PriceBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Divides usage by app and model, as far as the tenant allows it to be moved. Pure. */
final class Sources {
    private Sources() {}

    /** The lines by app. */
    static Map<String, List<UsedLine>> byApp(List<UsedLine> lines) {
        Map<String, List<UsedLine>> apps = new TreeMap<>();
        lines.forEach(
                line -> apps.computeIfAbsent(line.app(), _ -> new ArrayList<>()).add(line));
        return apps;
    }

    /** What one app used, by model as the price book names it. What runs in a region that is not allowed is left out. */
    static List<Source> of(String app, List<UsedLine> lines, PriceBook book, String tenant, Constraints constraints) {
        Map<List<String>, List<UsedLine>> models =
                new TreeMap<>((left, right) -> left.toString().compareTo(right.toString()));
        for (UsedLine line : lines) {
            if (constraints.allowsRegion(line.region())) {
                models.computeIfAbsent(
                                List.of(line.provider(), named(book, tenant, line.provider(), line.model())),
                                _ -> new ArrayList<>())
                        .add(line);
            }
        }
        List<Source> sources = new ArrayList<>();
        models.forEach((model, used) ->
                sources.add(new Source(app, model.getFirst(), model.getLast(), used, constraints.allowedRegions())));
        return sources;
    }

    /** The model whose price lists a name stands for; the name itself where there is none. */
    static String named(PriceBook book, String tenant, String provider, String model) {
        return Objects.requireNonNullElse(book.modelNamed(tenant, provider, model), model);
    }
}
