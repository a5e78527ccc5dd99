package io.tokenledger.ingest.dialect.litellm;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.dialect.Asked;
import io.tokenledger.ingest.dialect.Attribution;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;
import io.tokenledger.ingest.rejection.SafeText;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who called and what for: the sender's own word in {@code data} first, then the names that the caller put into the
 * request's metadata, then LiteLLM's key, team and user.
 */
final class CallAttribution {
    /** What LiteLLM keeps in place of a key; anything else there might be the key itself. */
    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");

    private static final Pattern PAIR = Pattern.compile("([A-Za-z0-9_.-]{1,64}) ?[:=] ?(\\S.*)", Pattern.DOTALL);

    /** What LiteLLM adds by itself, twice: the program that called. */
    private static final String USER_AGENT = "User-Agent";

    private static final int MAX_TAGS = 32;
    private static final int MAX_TAG_KEY_CHARS = 64;

    private final JsonFields payload;
    private final JsonFields metadata;

    private CallAttribution(JsonFields payload, JsonFields metadata) {
        this.payload = payload;
        this.metadata = metadata;
    }

    static Attribution of(Attribution stated, JsonFields payload) throws Refusal {
        JsonFields metadata = payload.object("metadata");
        return new CallAttribution(payload, metadata == null ? payload : metadata).over(stated);
    }

    private Attribution over(Attribution stated) throws Refusal {
        return new Attribution(
                stated.tenant(),
                first(stated.team(), label("team"), "user_api_key_team_alias", "user_api_key_team_id"),
                first(stated.project(), label("project"), "user_api_key_project_alias", "user_api_key_project_id"),
                Asked.either(stated.app(), label("app")),
                Asked.either(stated.environment(), label("environment")),
                first(
                        stated.user(),
                        Asked.text(payload, "end_user"),
                        "user_api_key_end_user_id",
                        "user_api_key_user_id"),
                tags(stated.tags()));
    }

    private @Nullable String first(@Nullable String stated, @Nullable String given, String alias, String id)
            throws Refusal {
        String named = Asked.either(stated, given);
        if (named == null) {
            named = Asked.text(metadata, alias);
        }
        return named == null ? Asked.text(metadata, id) : named;
    }

    /** Our own name in what the caller sent along. It is a free form: what does not fit there is not meant for us. */
    private @Nullable String label(String name) {
        String own = text(metadata.node().path("requester_metadata").path(name));
        return own == null ? text(metadata.node().path("spend_logs_metadata").path(name)) : own;
    }

    private static @Nullable String text(JsonNode value) {
        String text = value.isTextual() || value.isIntegralNumber() || value.isBoolean() ? value.asText() : "";
        return text.isBlank() || text.length() > Attribution.MAX_CHARS || SafeText.firstInvalid(text) >= 0
                ? null
                : text;
    }

    private Map<String, String> tags(Map<String, String> stated) throws Refusal {
        var tags = new TreeMap<String, String>(stated);
        add(tags, "api_key", Asked.text(metadata, "user_api_key_alias"));
        add(tags, "api_key_hash", hash());
        add(tags, "organization", first(null, null, "user_api_key_org_alias", "user_api_key_org_id"));
        for (JsonNode tag : payload.node().path("request_tags")) {
            addRequestTag(tags, text(tag));
        }
        return tags;
    }

    private @Nullable String hash() {
        String hash = metadata.node().path("user_api_key_hash").asText("");
        return HASH.matcher(hash).matches() ? hash : null;
    }

    /** LiteLLM's tags are single texts: {@code key:value} is a label with a value, anything else one that is there. */
    private static void addRequestTag(Map<String, String> tags, @Nullable String tag) {
        if (tag == null || tag.startsWith(USER_AGENT)) {
            return;
        }
        var pair = PAIR.matcher(tag);
        if (pair.matches()) {
            add(tags, pair.group(1), pair.group(2));
        } else if (tag.length() <= MAX_TAG_KEY_CHARS) {
            add(tags, tag, "true");
        }
    }

    private static void add(Map<String, String> tags, String key, @Nullable String value) {
        if (value != null && tags.size() < MAX_TAGS) {
            tags.putIfAbsent(key, value);
        }
    }
}
