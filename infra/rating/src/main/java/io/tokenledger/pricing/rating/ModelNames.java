package io.tokenledger.pricing.rating;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the model that a name stands for: an alias first, then a dated snapshot, then patterns in their rank; and where
 * nothing is found, the same once more in lower case, since no vendor tells two models apart by capitals.
 */
final class ModelNames {
    private static final Pattern SNAPSHOT = Pattern.compile("^(.+?)[-@][0-9]{4}-?[0-9]{2}-?[0-9]{2}$");

    /** How a name was recognised. */
    enum MatchedBy {
        EXACT,
        ALIAS,
        SNAPSHOT,
        PATTERN
    }

    record Match(String model, MatchedBy by) {}

    private record ModelPattern(String model, Predicate<String> matches) {}

    private final Map<String, Map<String, String>> aliases = new HashMap<>();
    private final Map<String, List<ModelPattern>> patterns = new HashMap<>();

    ModelNames(Collection<ModelName> names) {
        names.stream()
                .sorted(Comparator.comparingInt(ModelName::rank)
                        .thenComparing(name -> -name.name().length())
                        .thenComparing(ModelName::name))
                .forEach(this::add);
    }

    private void add(ModelName name) {
        if (name.syntax() == ModelName.Syntax.EXACT) {
            aliases.computeIfAbsent(name.provider(), _ -> new HashMap<>()).put(name.name(), name.model());
        } else {
            patterns.computeIfAbsent(name.provider(), _ -> new ArrayList<>())
                    .add(new ModelPattern(name.model(), matcher(name)));
        }
    }

    private static Predicate<String> matcher(ModelName name) {
        if (name.syntax() == ModelName.Syntax.GLOB) {
            return text -> Glob.matches(name.name(), text);
        }
        Pattern expression = Pattern.compile(name.name());
        return text -> expression.matcher(text).find();
    }

    /**
     * The first model by alias, snapshot or pattern that is one of those asked for; null: none.
     *
     * @param hasPrices whether the book has price lists for a model
     */
    @Nullable
    Match find(String provider, String name, Predicate<String> hasPrices) {
        Match match = findAsWritten(provider, name, hasPrices);
        String lowerCase = name.toLowerCase(Locale.ROOT);
        if (match != null || lowerCase.equals(name)) {
            return match;
        }
        return hasPrices.test(lowerCase)
                ? new Match(lowerCase, MatchedBy.ALIAS)
                : findAsWritten(provider, lowerCase, hasPrices);
    }

    private @Nullable Match findAsWritten(String provider, String name, Predicate<String> hasPrices) {
        String aliased = aliases.getOrDefault(provider, Map.of()).get(name);
        if (aliased != null && hasPrices.test(aliased)) {
            return new Match(aliased, MatchedBy.ALIAS);
        }
        var snapshot = SNAPSHOT.matcher(name);
        if (snapshot.matches()) {
            String model = snapshot.group(1);
            if (hasPrices.test(model)) {
                return new Match(model, MatchedBy.SNAPSHOT);
            }
        }
        for (ModelPattern pattern : patterns.getOrDefault(provider, List.of())) {
            if (pattern.matches.test(name) && hasPrices.test(pattern.model)) {
                return new Match(pattern.model, MatchedBy.PATTERN);
            }
        }
        return null;
    }
}
