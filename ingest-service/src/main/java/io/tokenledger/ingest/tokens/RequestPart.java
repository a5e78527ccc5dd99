package io.tokenledger.ingest.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.contract.Provenance;
import org.jspecify.annotations.Nullable;

/** A part of a request that is to be counted. It is content, and dropped when it is counted. */
sealed interface RequestPart {
    /** Where it stands in the request. */
    String part();

    /** Characters to go through: what its counting costs. */
    long chars();

    CountedPart count(ModelFamilies.Match model);

    /** Text of a message, of the request or of the answer. */
    record Text(String part, String text) implements RequestPart {
        @Override
        public long chars() {
            return text.length();
        }

        @Override
        public CountedPart count(ModelFamilies.Match model) {
            return CountedPart.of(part, model.family().encoding().count(text), model.own());
        }
    }

    /** Calls of tools in a message. */
    record Calls(String part, JsonNode calls) implements RequestPart {
        @Override
        public long chars() {
            long chars = 0;
            for (JsonNode call : calls) {
                chars += call.path("function").path("arguments").asText().length();
            }
            return chars;
        }

        @Override
        public CountedPart count(ModelFamilies.Match model) {
            TokenEncoding encoding = model.family().encoding();
            long tokens = ToolCalls.frames(calls.size());
            for (JsonNode call : calls) {
                tokens += encoding.count(call.path("function").path("name").asText());
                tokens += encoding.count(call.path("function").path("arguments").asText());
            }
            return CountedPart.of(part, tokens, false);
        }
    }

    /** The definition of a tool. */
    record Tool(String part, JsonNode definition) implements RequestPart {
        /** The schema's size is not known before it is written out; a batch holds few of them. */
        @Override
        public long chars() {
            return 4096;
        }

        @Override
        public CountedPart count(ModelFamilies.Match model) {
            return CountedPart.of(part, model.family().encoding().count(ToolDefinitions.function(definition)), false);
        }
    }

    /**
     * An image, by its size alone.
     *
     * @param assumption what was taken for its size; null where that is known
     */
    record Image(
            String part,
            ImageSize size,
            ImageDetail detail,
            @Nullable String assumption) implements RequestPart {
        @Override
        public long chars() {
            return 0;
        }

        @Override
        public CountedPart count(ModelFamilies.Match model) {
            return switch (model.family().images()) {
                case null -> CountedPart.unknown(part, "it is not known how the model counts images");
                case ImageRule.None _ -> CountedPart.unknown(part, "the model takes no images");
                case ImageRule rule ->
                    new CountedPart(
                            part, rule.tokens(size.width(), size.height(), detail), Provenance.ESTIMATED, assumption);
            };
        }
    }

    /** Something that nobody here knows, such as sound. */
    record Unknown(String part) implements RequestPart {
        @Override
        public long chars() {
            return 0;
        }

        @Override
        public CountedPart count(ModelFamilies.Match model) {
            return CountedPart.unknown(part, "it is neither text nor an image");
        }
    }
}
