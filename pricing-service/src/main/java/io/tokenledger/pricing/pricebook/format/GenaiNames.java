package io.tokenledger.pricing.pricebook.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.tokenledger.pricing.rating.ModelName;
import io.tokenledger.pricing.rating.ModelName.Syntax;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The {@code match} of a model in genai-prices as names of our book. That library compares in lower case; our names are
 * as they are written, so each comes as the file has it and in lower case, and expressions ignore case.
 */
final class GenaiNames {
    private static final int LONGEST = 200;

    private final String provider;
    private final String model;
    private final int rank;
    private final NotUnderstoodKeys notUnderstood;
    private final Set<ModelName> names = new LinkedHashSet<>();

    /**
     * @param rank the model's place: of two that match, the library takes the one that stands first
     */
    GenaiNames(String provider, String model, int rank, NotUnderstoodKeys notUnderstood) {
        this.provider = provider;
        this.model = model;
        this.rank = rank;
        this.notUnderstood = notUnderstood;
    }

    /** The names of the clause, the model's own id left out. */
    Set<ModelName> of(JsonNode clause) {
        add(clause);
        String lower = model.toLowerCase(Locale.ROOT);
        addName(Syntax.EXACT, lower);
        names.removeIf(name -> name.syntax() == Syntax.EXACT && name.name().equals(model));
        return names;
    }

    private void add(JsonNode clause) {
        var fields = List.copyOf(clause.properties());
        if (fields.size() != 1) {
            notUnderstand("match", clause, "a clause with other than one key");
            return;
        }
        String kind = fields.getFirst().getKey();
        JsonNode value = fields.getFirst().getValue();
        switch (kind) {
            case "equals" -> addInBothCases(Syntax.EXACT, value.asText());
            case "starts_with" -> addGlob("", value.asText(), "*");
            case "ends_with" -> addGlob("*", value.asText(), "");
            case "contains" -> addGlob("*", value.asText(), "*");
            case "regex" -> addExpression(value.asText(), clause);
            case "or" -> value.forEach(this::add);
            case "and" -> addBoth(value, clause);
            default -> notUnderstand("match." + kind, clause, "unknown to this reader");
        }
    }

    private void addBoth(JsonNode clauses, JsonNode clause) {
        if (clauses.size() == 1) {
            add(clauses.get(0));
        } else {
            notUnderstand("match.and", clause, "a name of our book is one pattern; names that need two are unpriced");
        }
    }

    private void addGlob(String before, String text, String after) {
        if (text.indexOf('*') < 0) {
            addInBothCases(Syntax.GLOB, before + text + after);
        } else { // a star that means itself
            addName(
                    Syntax.REGEX,
                    "(?i)" + (before.isEmpty() ? "^" : "") + Pattern.quote(text) + (after.isEmpty() ? "$" : ""));
        }
    }

    private void addExpression(String expression, JsonNode clause) {
        try {
            Pattern.compile(expression);
            addName(Syntax.REGEX, "(?i)" + expression);
        } catch (PatternSyntaxException e) {
            notUnderstand("match.regex", clause, "an expression that RE2 does not hold: " + e.getDescription());
        }
    }

    private void addInBothCases(Syntax syntax, String name) {
        addName(syntax, name);
        addName(syntax, name.toLowerCase(Locale.ROOT));
    }

    private void addName(Syntax syntax, String name) {
        if (name.isEmpty() || name.length() > LONGEST || name.chars().anyMatch(Character::isISOControl)) {
            notUnderstood.addSuspicious(
                    "match", model, "a name that is empty, over 200 characters, or not of characters");
        } else {
            names.add(new ModelName(provider, syntax, name, model, rank));
        }
    }

    private void notUnderstand(String key, JsonNode clause, String why) {
        notUnderstood.add(key, provider + " " + model + ": " + clause, why);
    }
}
