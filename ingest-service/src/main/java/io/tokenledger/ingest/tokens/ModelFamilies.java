package io.tokenledger.ingest.tokens;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which family a model belongs to: {@code model-families.csv}. The longest family that the model's name begins with wins,
 * and a family ends where its name does or at one of {@code - : @}: so that {@code gpt-4.1} is not taken for a
 * {@code gpt-4}, and dated snapshots belong to their family. What looks like a model of OpenAI's that came later is
 * counted as the newest family, everything else with the newest tokenizer; both as estimates.
 */
final class ModelFamilies {
    private static final String TABLE = "/model-families.csv";
    private static final Pattern LIKE_OPENAI = Pattern.compile("(gpt-|chatgpt-|o[0-9]).*");
    private static final int COLUMNS = 13;

    private static final List<ModelFamily> FAMILIES = read();

    /** Without images and limits: those of a model that is not known are not known either. */
    private static final ModelFamily NEWEST = withoutLimits(match("gpt-5."));

    private static final ModelFamily STAND_IN = new ModelFamily(
            "", TokenEncoding.O200K_BASE, new ChatOverhead(3, 1, 3, 9), null, ModelLimits.UNKNOWN, NEWEST.sources());

    /**
     * The family of a model.
     *
     * @param own whether it is the model's own, so that a count of text is exact
     */
    record Match(ModelFamily family, boolean own) {}

    private ModelFamilies() {}

    /** The family of that model; fine-tuned models ({@code ft:…}) have that of their base. */
    static Match of(String model) {
        String named = model.startsWith("openai/") ? model.substring("openai/".length()) : model;
        String base = named.startsWith("ft:") ? named.substring("ft:".length()) : named;
        ModelFamily family = match(base);
        if (family != null) {
            return new Match(family, true);
        }
        return new Match(LIKE_OPENAI.matcher(base).matches() ? NEWEST : STAND_IN, false);
    }

    /** All of them, the longest name first. */
    static List<ModelFamily> all() {
        return FAMILIES;
    }

    private static @Nullable ModelFamily match(String model) {
        for (ModelFamily family : FAMILIES) {
            if (family.holds(model)) {
                return family;
            }
        }
        return null;
    }

    private static ModelFamily withoutLimits(@Nullable ModelFamily family) {
        if (family == null) {
            throw new IllegalStateException(TABLE + " has no newest family");
        }
        return new ModelFamily(
                family.name(), family.encoding(), family.chat(), null, ModelLimits.UNKNOWN, family.sources());
    }

    private static List<ModelFamily> read() {
        try (InputStream file = ModelFamilies.class.getResourceAsStream(TABLE)) {
            if (file == null) {
                throw new IllegalStateException("there is no " + TABLE);
            }
            return new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("family,"))
                    .map(ModelFamilies::family)
                    .sorted(Comparator.comparingInt(
                                    (ModelFamily family) -> family.name().length())
                            .reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(TABLE + " is not readable", e);
        }
    }

    private static ModelFamily family(String line) {
        String[] field = line.split(",", -1);
        if (field.length != COLUMNS) {
            throw new IllegalStateException(TABLE + " has a line of " + field.length + " fields: " + line);
        }
        return new ModelFamily(
                field[0],
                TokenEncoding.byId(field[1]),
                new ChatOverhead(number(field[2]), number(field[3]), number(field[4]), number(field[5])),
                field[6].isEmpty() ? null : ImageRule.parse(field[6]),
                new ModelLimits(limit(field[7]), limit(field[8]), limit(field[9])),
                new ModelFamily.Sources(field[10], field[11], field[12]));
    }

    private static int number(String field) {
        return Integer.parseInt(field);
    }

    private static @Nullable Long limit(String field) {
        return field.isEmpty() ? null : Long.valueOf(field);
    }
}
