package io.tokenledger.sample;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What goes wrong in the field. Each is refused with a reason, and holds nothing else up. */
enum MalformedKind {
    TRUNCATED_JSON("{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"code-review\",\"type\":\"io.tokenl"),
    NEGATIVE_COUNT(event("\"id\":\"%s\",", "\"tenant\":\"acme\",", "\"input_tokens\":-12,\"output_tokens\":7")),
    FRACTIONAL_COUNT(event("\"id\":\"%s\",", "\"tenant\":\"acme\",", "\"input_tokens\":12.5,\"output_tokens\":7")),
    CACHED_OVER_INPUT(event(
            "\"id\":\"%s\",",
            "\"tenant\":\"acme\",", "\"input_tokens\":100,\"cached_input_tokens\":2000,\"output_tokens\":7")),
    REASONING_OVER_OUTPUT(event(
            "\"id\":\"%s\",",
            "\"tenant\":\"acme\",", "\"input_tokens\":100,\"output_tokens\":7,\"reasoning_tokens\":70")),
    NO_TENANT(event("\"id\":\"%s\",", "", "\"input_tokens\":100,\"output_tokens\":7")),
    NO_ID(event("", "\"tenant\":\"acme\",", "\"input_tokens\":100,\"output_tokens\":7")),
    TIME_IN_1970(event("\"id\":\"%s\",", "\"tenant\":\"acme\",", "\"input_tokens\":100,\"output_tokens\":7")
            .replace("2026-01-02T03:04:05Z", "1970-01-01T00:00:00Z")),
    UNKNOWN_DIALECT(event("\"id\":\"%s\",", "\"tenant\":\"acme\",", "\"input_tokens\":100,\"output_tokens\":7")
            .replace("io.tokenledger.usage.v1", "acme.home-made")),
    COUNT_AS_TEXT(event("\"id\":\"%s\",", "\"tenant\":\"acme\",", "\"input_tokens\":\"many\",\"output_tokens\":7"));

    private final String template;

    MalformedKind(String template) {
        this.template = template;
    }

    /** The record of that kind; its id is unique in the sample where the kind has one. */
    SampleRecord record(long number) {
        String id = "bad-" + name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + number;
        return new SampleRecord(
                id.getBytes(StandardCharsets.US_ASCII),
                template.replace("%s", id).getBytes(StandardCharsets.UTF_8));
    }

    private static String event(String id, String tenant, String usage) {
        return """
                {"specversion":"1.0",%s"source":"ticket-triage","type":"io.tokenledger.usage.v1",\
                "time":"2026-01-02T03:04:05Z","data":{%s"provider":"openai","model":"o4-mini","team":"support",\
                "app":"ticket-triage","usage":{%s}}}""".formatted(id, tenant, usage);
    }
}
