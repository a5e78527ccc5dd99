package io.tokenledger.ingest.tokens;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which tokenizer a model has. The longest family that the model's name begins with wins, and a family ends where its
 * name does or at one of {@code - : @}: so that {@code gpt-4.1} is not taken for a {@code gpt-4}, and dated snapshots
 * belong to their family. A model of no family here is counted with the newest tokenizer, as an estimate.
 */
public final class ModelEncodings {
    /** Stands in for the tokenizer of every model that publishes none. */
    static final TokenEncoding STAND_IN = TokenEncoding.O200K_BASE;

    /**
     * The tokenizer for a model's text.
     *
     * @param own whether it is the model's own, so that a count is exact
     */
    public record Match(TokenEncoding encoding, boolean own) {}

    /**
     * One family of models.
     *
     * @param source who says so, and as of when
     */
    record Family(String name, TokenEncoding encoding, String source) {
        boolean holds(String model) {
            return model.startsWith(name)
                    && (model.length() == name.length()
                            || name.endsWith(".")
                            || "-:@".indexOf(model.charAt(name.length())) >= 0);
        }
    }

    private static final String TIKTOKEN = "openai/tiktoken model table, 2023-04";
    private static final String EMBEDDINGS = "OpenAI embeddings guide, 2024-01-25";
    private static final String API = "prompt counts that the OpenAI API reported, recorded 2025 to 2026";
    private static final String REASONING = "OpenAI model facts, 2025-04-16";

    private static final List<Family> FAMILIES = Stream.of(
                    new Family("o1", TokenEncoding.O200K_BASE, REASONING),
                    new Family("o3", TokenEncoding.O200K_BASE, REASONING),
                    new Family("o4", TokenEncoding.O200K_BASE, REASONING),
                    new Family("gpt-4o", TokenEncoding.O200K_BASE, API),
                    new Family("chatgpt-4o", TokenEncoding.O200K_BASE, API),
                    new Family("gpt-4.1", TokenEncoding.O200K_BASE, API),
                    new Family("gpt-5", TokenEncoding.O200K_BASE, API),
                    new Family("gpt-5.", TokenEncoding.O200K_BASE, API),
                    new Family("gpt-4", TokenEncoding.CL100K_BASE, TIKTOKEN),
                    new Family("gpt-3.5-turbo", TokenEncoding.CL100K_BASE, TIKTOKEN),
                    new Family("gpt-35-turbo", TokenEncoding.CL100K_BASE, TIKTOKEN),
                    new Family("text-embedding-ada-002", TokenEncoding.CL100K_BASE, TIKTOKEN),
                    new Family("text-embedding-3", TokenEncoding.CL100K_BASE, EMBEDDINGS))
            .sorted(Comparator.comparingInt((Family family) -> family.name().length())
                    .reversed())
            .toList();

    private ModelEncodings() {}

    /** The tokenizer for that model; fine-tuned models ({@code ft:…}) have that of their base. */
    public static Match of(String model) {
        String base = model.startsWith("ft:") ? model.substring(3) : model;
        for (Family family : FAMILIES) {
            if (family.holds(base)) {
                return new Match(family.encoding(), true);
            }
        }
        return new Match(STAND_IN, false);
    }
}
