package io.tokenledger.ingest.dialect.google;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.dialect.Answer;
import io.tokenledger.ingest.event.JsonFields;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the candidates of a response, or of the chunks of a stream, show: the answer, its end, and searches. */
final class Candidates {
    private static final Pattern GENERATION = Pattern.compile("gemini-(\\d{1,3})(?!\\d).*");
    private static final int FIRST_BILLED_BY_QUERY = 3;

    private final Answer answer = new Answer();
    private final Set<String> queries = new HashSet<>();
    private boolean finished;
    private boolean mapped;
    private boolean textIsOpen;

    void add(JsonFields response) {
        JsonNode candidates = response.node().path("candidates");
        if (candidates.isArray()) {
            answer.known();
        }
        // A prompt that was blocked has no candidate, and there comes none.
        finished |= response.node().path("promptFeedback").hasNonNull("blockReason");
        for (JsonNode candidate : candidates) {
            finished |= candidate.hasNonNull("finishReason");
            candidate.path("content").path("parts").forEach(this::addPart);
            addGrounding(candidate.path("groundingMetadata"));
        }
    }

    private void addPart(JsonNode part) {
        if (part.path("thought").asBoolean(false)) {
            return;
        }
        if (part.path("text").isTextual()) {
            if (textIsOpen) {
                answer.more(part.path("text").textValue());
            } else {
                answer.text(part.path("text").textValue());
            }
            textIsOpen = true;
            return;
        }
        textIsOpen = false;
        if (part.path("functionCall").isObject()) {
            JsonNode call = part.path("functionCall");
            answer.call(
                    call.path("name").asText(""),
                    call.has("args") ? call.path("args").toString() : "");
        } else if (part.path("executableCode").isObject()) {
            answer.call("", part.path("executableCode").path("code").asText(""));
        } else if (!part.has("codeExecutionResult")) {
            answer.other();
        }
    }

    private void addGrounding(JsonNode grounding) {
        for (String kind : new String[] {"webSearchQueries", "imageSearchQueries"}) {
            for (JsonNode query : grounding.path(kind)) {
                if (!query.asText("").isBlank()) {
                    queries.add(kind + query.asText(""));
                }
            }
        }
        for (JsonNode chunk : grounding.path("groundingChunks")) {
            mapped |= chunk.path("maps").isObject();
        }
    }

    Answer answer() {
        return answer;
    }

    /** Whether an end was seen. */
    boolean isFinished() {
        return finished;
    }

    /** Whether the answer rests on Google Maps, which is billed by the prompt. */
    boolean isMapped() {
        return mapped;
    }

    /**
     * Searches as Google bills them (Gemini API documentation, "Grounding with Google Search", pricing): from Gemini 3
     * on every different query that is not empty, before that a prompt that was grounded, however many queries it
     * took.
     */
    long webSearches(String model) {
        Matcher generation = GENERATION.matcher(model);
        boolean byPrompt = generation.matches() && Integer.parseInt(generation.group(1)) < FIRST_BILLED_BY_QUERY;
        return byPrompt ? Math.min(1, queries.size()) : queries.size();
    }
}
