package io.tokenledger.e2e.finance;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one request used.
 *
 * @param cached of the input
 * @param reasoning of the output
 * @param apiKey the tag {@code api_key}
 */
record UsageEvent(
        String id,
        Instant at,
        Model model,
        @Nullable String team,
        @Nullable String project,
        String app,
        String environment,
        @Nullable String user,
        @Nullable String apiKey,
        long input,
        long cached,
        long output,
        long reasoning) {

    /** As an application sends it. */
    byte[] bytes(String tenant) {
        return ("{\"specversion\":\"1.0\",\"id\":\"" + id
                        + "\",\"source\":\"year\",\"type\":\"io.tokenledger.usage.v1\","
                        + "\"time\":\"" + at + "\",\"data\":{\"tenant\":\"" + tenant + "\",\"provider\":\""
                        + model.provider + "\",\"model\":\"" + model.id + "\",\"service_tier\":\"standard\""
                        + field("team", team) + field("project", project) + field("app", app)
                        + field("environment", environment) + field("user", user)
                        + (apiKey == null ? "" : ",\"tags\":{\"api_key\":\"" + apiKey + "\"}")
                        + ",\"usage\":{\"input_tokens\":" + input + ",\"cached_input_tokens\":" + cached
                        + ",\"output_tokens\":" + output + ",\"reasoning_tokens\":" + reasoning + "}}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String field(String name, @Nullable String value) {
        return value == null ? "" : ",\"" + name + "\":\"" + value + "\"";
    }
}
