package io.tokenledger.ingest.dialect.google;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.dialect.Counts;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;

/**
 * Tokens by modality, as a list of {@code {"modality", "tokenCount"}} (Gemini API reference, "ModalityTokenCount").
 * Pages of documents are pictures; text is what is left. Some clients write the number of the modality and not its
 * name.
 */
record Modalities(long audio, long image, long video) {
    private static final Modalities NONE = new Modalities(0, 0, 0);

    /** The first of these lists that is there; none of any modality where none is. */
    static Modalities read(JsonFields usage, String... names) throws Refusal {
        for (String name : names) {
            JsonNode list = usage.present(name);
            if (list != null) {
                return read(usage, name, list);
            }
        }
        return NONE;
    }

    private static Modalities read(JsonFields usage, String name, JsonNode list) throws Refusal {
        if (!list.isArray()) {
            throw usage.wrongType(name, list, "an array");
        }
        Modalities sum = NONE;
        for (int i = 0; i < list.size(); i++) {
            String place = name + "[" + i + "]";
            if (!list.get(i).isObject()) {
                throw usage.wrongType(place, list.get(i), "an object");
            }
            JsonFields entry = new JsonFields(list.get(i), usage.pathOf(place));
            sum = sum.with(entry.node().path("modality").asText(""), entry.count("tokenCount"), usage);
        }
        return sum;
    }

    private Modalities with(String modality, long tokens, JsonFields usage) throws Refusal {
        return switch (modality) {
            case "AUDIO", "4" -> new Modalities(Counts.total(usage, audio, tokens), image, video);
            case "IMAGE", "DOCUMENT", "2", "5" -> new Modalities(audio, Counts.total(usage, image, tokens), video);
            case "VIDEO", "3" -> new Modalities(audio, image, Counts.total(usage, video, tokens));
            default -> this;
        };
    }

    Modalities plus(Modalities other, JsonFields usage) throws Refusal {
        return new Modalities(
                Counts.total(usage, audio, other.audio),
                Counts.total(usage, image, other.image),
                Counts.total(usage, video, other.video));
    }

    /** These without the others, which are a part of them. */
    Modalities minus(Modalities part, JsonFields usage) throws Refusal {
        return new Modalities(
                Counts.rest(usage, "audio tokens", audio, part.audio),
                Counts.rest(usage, "image tokens", image, part.image),
                Counts.rest(usage, "video tokens", video, part.video));
    }
}
