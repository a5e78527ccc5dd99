package io.tokenledger.client;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who used it and what for. Blank is absent. Texts have at most 256 characters and no control characters.
 *
 * @param tenant whose event it is; the one part that every event has
 * @param tags free labels, sorted by key; up to 32, keys of up to 64 characters
 */
public record Attribution(
        String tenant,
        @Nullable String team,
        @Nullable String project,
        @Nullable String app,
        @Nullable String environment,
        @Nullable String user,
        Map<String, String> tags) {
    private static final int MAX_TAGS = 32;
    private static final int MAX_TAG_KEY_CHARS = 64;

    /**
     * Checks what ingest would refuse.
     *
     * @throws IllegalArgumentException naming the field and the rule
     */
    public Attribution {
        tenant = Texts.required("tenant", tenant, Texts.MAX_CHARS);
        team = Texts.optional("team", team, Texts.MAX_CHARS);
        project = Texts.optional("project", project, Texts.MAX_CHARS);
        app = Texts.optional("app", app, Texts.MAX_CHARS);
        environment = Texts.optional("environment", environment, Texts.MAX_CHARS);
        user = Texts.optional("user", user, Texts.MAX_CHARS);
        tags = checked(tags);
    }

    /** Of a tenant, with nothing else known. */
    public static Attribution of(String tenant) {
        return new Attribution(tenant, null, null, null, null, null, Map.of());
    }

    /** With that team. */
    public Attribution withTeam(@Nullable String team) {
        return new Attribution(tenant, team, project, app, environment, user, tags);
    }

    /** With that project. */
    public Attribution withProject(@Nullable String project) {
        return new Attribution(tenant, team, project, app, environment, user, tags);
    }

    /** With that app. */
    public Attribution withApp(@Nullable String app) {
        return new Attribution(tenant, team, project, app, environment, user, tags);
    }

    /** With that environment, such as {@code prod}. */
    public Attribution withEnvironment(@Nullable String environment) {
        return new Attribution(tenant, team, project, app, environment, user, tags);
    }

    /** With that user, as the organisation knows him. */
    public Attribution withUser(@Nullable String user) {
        return new Attribution(tenant, team, project, app, environment, user, tags);
    }

    /** With one more tag; in place of the one that has its key. */
    public Attribution withTag(String key, String value) {
        var more = new TreeMap<>(tags);
        more.put(key, value);
        return new Attribution(tenant, team, project, app, environment, user, more);
    }

    private static Map<String, String> checked(Map<String, String> tags) {
        if (tags.size() > MAX_TAGS) {
            throw new IllegalArgumentException("tags has " + tags.size() + " entries: at most " + MAX_TAGS);
        }
        var sorted = new TreeMap<String, String>();
        tags.forEach((key, value) -> {
            String name = Texts.required("a key of tags", key, MAX_TAG_KEY_CHARS);
            String text = Texts.optional("tags." + name, value, Texts.MAX_CHARS);
            if (text != null) {
                sorted.put(name, text);
            }
        });
        return Collections.unmodifiableMap(sorted);
    }
}
