package io.tokenledger.ingest.imports;

import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import io.tokenledger.ingest.rejection.SafeText;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an imported file is. */
public enum ImportFormat {
    /** A header and a line per event. */
    CSV("csv", "import"),
    /** A JSON object per line: a CloudEvents event, a flat row, or a provider's response object. */
    JSONL("jsonl", "import"),
    /** Pages of OpenAI's organization usage API. */
    OPENAI_USAGE("openai-usage", "openai-usage"),
    /** Pages of Anthropic's usage report of messages. */
    ANTHROPIC_USAGE("anthropic-usage", "anthropic-usage");

    private final String id;
    private final String source;

    ImportFormat(String id, String source) {
        this.id = id;
        this.source = source;
    }

    /** The name in requests. */
    public String id() {
        return id;
    }

    /** The {@code source} of events that name none. */
    String source() {
        return source;
    }

    /** Whether the file is pages of a provider's API and not rows of somebody's own. */
    boolean isUsageReport() {
        return this == OPENAI_USAGE || this == ANTHROPIC_USAGE;
    }

    /** The format by its name, or else by the media type of the body. */
    static ImportFormat of(@Nullable String name, @Nullable String mediaType) throws Refusal {
        for (ImportFormat format : values()) {
            if (name == null ? format.isMediaType(mediaType) : format.id.equals(name)) {
                return format;
            }
        }
        throw new Refusal(
                IngestError.IMPORT_PARAMETER_INVALID,
                (name == null
                                ? "format is missing, and the content type "
                                        + (mediaType == null ? "too" : SafeText.quoted(mediaType) + " does not tell it")
                                : "format is " + SafeText.quoted(name))
                        + ": it is to be csv, jsonl, openai-usage or anthropic-usage");
    }

    private boolean isMediaType(@Nullable String mediaType) {
        String type = mediaType == null ? "" : mediaType.toLowerCase(Locale.ROOT);
        return switch (this) {
            case CSV -> type.startsWith("text/csv");
            case JSONL ->
                type.startsWith("application/x-ndjson")
                        || type.startsWith("application/jsonl")
                        || type.startsWith("application/jsonlines");
            case OPENAI_USAGE, ANTHROPIC_USAGE -> false;
        };
    }
}
