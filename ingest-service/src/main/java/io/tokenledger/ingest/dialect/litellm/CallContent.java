package io.tokenledger.ingest.dialect.litellm;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.dialect.Content;
import io.tokenledger.ingest.event.JsonFields;
import org.jspecify.annotations.Nullable;

/** What was said in a call, as far as LiteLLM logs it: for counting where it knows no usage, and for nothing else. */
final class CallContent {
    private static final String REDACTED = "redacted-by-litellm";
    private static final String TRUNCATED = "truncated by litellm";

    private CallContent() {}

    /** Messages and answer; what LiteLLM has taken out or cut short is not there, since its rest says nothing of it. */
    static Content of(JsonFields payload) {
        return new Content(countable(payload.present("messages")), countable(answer(payload.present("response"))));
    }

    private static @Nullable JsonNode answer(@Nullable JsonNode response) {
        if (response == null || !response.isObject()) {
            return response;
        }
        for (String name : new String[] {"choices", "output", "content", "text"}) {
            JsonNode said = response.get(name);
            if (said != null && !said.isNull()) {
                return said;
            }
        }
        return null;
    }

    private static @Nullable JsonNode countable(@Nullable JsonNode said) {
        return said == null || !(said.isTextual() || said.isContainerNode()) || isTakenOut(said) ? null : said;
    }

    /** A call's depth is limited by the reader of its JSON. */
    private static boolean isTakenOut(JsonNode said) {
        if (said.isTextual()) {
            return said.textValue().equals(REDACTED) || said.textValue().contains(TRUNCATED);
        }
        for (JsonNode part : said) {
            if (isTakenOut(part)) {
                return true;
            }
        }
        return false;
    }
}
