package io.tokenledger.pricing.pricebook.format;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The forms in which price files come. */
public enum ImportFormat {
    /** Our own columns: {@code NativePriceCsv} or {@link NativePriceYaml}. */
    NATIVE("native"),
    /** {@link LiteLlmPrices}. */
    LITELLM("litellm"),
    /** {@link GenaiPrices}. */
    GENAI_PRICES("genai-prices");

    private final String id;

    ImportFormat(String id) {
        this.id = id;
    }

    /** The name of the format in requests and on what was imported. */
    public String id() {
        return id;
    }

    /** What a file of this format may be written in. */
    public List<String> mediaTypes() {
        return switch (this) {
            case NATIVE -> List.of("text/csv", "application/yaml");
            case LITELLM, GENAI_PRICES -> List.of("application/json");
        };
    }

    public static Optional<ImportFormat> byId(String id) {
        return Stream.of(values()).filter(format -> format.id.equals(id)).findFirst();
    }
}
