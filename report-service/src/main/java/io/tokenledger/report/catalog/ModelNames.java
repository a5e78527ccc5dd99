package io.tokenledger.report.catalog;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of one provider's models: as stated, aliases, dated snapshots; and where nothing is found the same in lower
 * case and with hyphens for blanks, since no vendor tells two models apart by those. The rule is that of the price book,
 * so that what has a price by a name has its facts by it.
 */
final class ModelNames {
    private static final int LONGEST_NAME = 500;
    private static final Pattern SNAPSHOT = Pattern.compile("(.+)[-@][0-9]{4}-?[0-9]{2}-?[0-9]{2}");

    private final Map<String, ModelFacts> byModel = new HashMap<>();
    private final Map<String, ModelFacts> byAlias = new HashMap<>();

    void add(ModelFacts facts) {
        byModel.put(facts.model(), facts);
        facts.aliases().forEach(alias -> byAlias.put(alias, facts));
    }

    @Nullable
    ModelFacts find(String name) {
        if (name.length() > LONGEST_NAME) {
            return null;
        }
        ModelFacts found = findAsWritten(name);
        return found != null
                ? found
                : findAsWritten(name.strip().toLowerCase(Locale.ROOT).replace(' ', '-'));
    }

    private @Nullable ModelFacts findAsWritten(String name) {
        ModelFacts found = byModel.getOrDefault(name, byAlias.get(name));
        if (found != null) {
            return found;
        }
        Matcher snapshot = SNAPSHOT.matcher(name);
        return snapshot.matches() ? byModel.get(snapshot.group(1)) : null;
    }
}
