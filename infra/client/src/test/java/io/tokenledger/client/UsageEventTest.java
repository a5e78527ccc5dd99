package io.tokenledger.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UsageEventTest {
    private static UsageEvent.Builder minimal() {
        return UsageEvent.builder()
                .source("checkout-bot")
                .attribution(Attribution.of("acme"))
                .provider("openai")
                .model("o4-mini")
                .usage(UsageCounts.of(3, 4));
    }

    @Test
    void everyFieldStandsWhereTheNativeFormHasIt() throws Exception {
        UsageEvent event = UsageEvent.builder()
                .id("8c6f")
                .source("checkout-bot")
                .time(Instant.parse("2026-11-20T10:15:30.123456789Z"))
                .attribution(Attribution.of("acme")
                        .withTeam("search")
                        .withProject("ranker")
                        .withApp("checkout-bot")
                        .withEnvironment("prod")
                        .withUser("u42")
                        .withTag("feature", "summarise \"now\" – 北"))
                .provider("openai")
                .model("o4-mini-2025-04-16")
                .serviceTier("flex")
                .region("eu")
                .reasoningEffort("high")
                .usage(UsageCounts.builder()
                        .inputTokens(1200)
                        .cachedInputTokens(1000)
                        .cacheWriteTokens(50)
                        .cacheWrite1hTokens(20)
                        .audioInputTokens(5)
                        .imageInputTokens(6)
                        .outputTokens(800)
                        .reasoningTokens(512)
                        .audioOutputTokens(1)
                        .imageOutputTokens(2)
                        .requests(1)
                        .webSearches(3)
                        .meter("ocr_pages", 7)
                        .build())
                .build();
        assertThat(TestEvents.json(EventJson.write(event))).isEqualTo(TestEvents.JSON.readTree("""
                {"specversion":"1.0","id":"8c6f","source":"checkout-bot","type":"io.tokenledger.usage.v1",
                 "time":"2026-11-20T10:15:30.123456Z",
                 "data":{"tenant":"acme","team":"search","project":"ranker","app":"checkout-bot","environment":"prod",
                   "user":"u42","tags":{"feature":"summarise \\"now\\" – 北"},"region":"eu","provider":"openai",
                   "model":"o4-mini-2025-04-16","service_tier":"flex","reasoning_effort":"high",
                   "usage":{"input_tokens":1200,"cached_input_tokens":1000,"cache_write_tokens":50,
                     "cache_write_1h_tokens":20,"audio_input_tokens":5,"image_input_tokens":6,"output_tokens":800,
                     "reasoning_tokens":512,"audio_output_tokens":1,"image_output_tokens":2,"requests":1,
                     "web_searches":3,"meters":{"ocr_pages":7}}}}"""));
    }

    @Test
    void whatIsNotStatedIsNotSent() {
        var event =
                minimal().id("x").time(Instant.parse("2026-11-20T10:15:30Z")).build();
        assertThat(new String(EventJson.write(event), StandardCharsets.UTF_8)).isEqualTo("""
                {"specversion":"1.0","id":"x","source":"checkout-bot","type":"io.tokenledger.usage.v1",\
                "time":"2026-11-20T10:15:30Z","data":{"tenant":"acme","provider":"openai","model":"o4-mini",\
                "usage":{"input_tokens":3,"output_tokens":4}}}""");
    }

    @Test
    void anIdIsMadeInTheOrderOfTime() throws Exception {
        var ids = new HashSet<String>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(minimal().build().id());
        }
        assertThat(ids).hasSize(10_000);
        UUID first = UUID.fromString(minimal().build().id());
        Thread.sleep(2);
        UUID second = UUID.fromString(minimal().build().id());
        assertThat(first.version()).isEqualTo(7);
        assertThat(first.variant()).isEqualTo(2);
        assertThat(first.toString()).isLessThan(second.toString());
        assertThat(first.getMostSignificantBits() >>> 16)
                .isBetween(System.currentTimeMillis() - 60_000, System.currentTimeMillis());
    }

    @Test
    void whatIngestWouldRefuseIsRefusedHere() {
        refused(() -> minimal().source(" ").build(), "source is missing or blank");
        refused(() -> Attribution.of(""), "tenant is missing or blank");
        refused(() -> UsageEvent.builder().source("s").build(), "attribution is missing");
        refused(() -> minimal().model("m".repeat(257)).build(), "model has 257 characters: at most 256");
        refused(() -> minimal().provider("open\nai").build(), "provider has the character U+000A at 4");
        refused(() -> minimal().id("\ud800").build(), "id has the character U+D800 at 0");
        refused(
                () -> minimal().time(Instant.parse("2019-12-31T23:59:59Z")).build(),
                "time is 2019-12-31T23:59:59Z: no usage is older than 2020-01-01T00:00:00Z");
        refused(() -> UsageCounts.of(-1, 0), "input_tokens is -1: a count is from 0 to 10000000000");
        refused(() -> UsageCounts.of(0, 10_000_000_001L), "output_tokens is 10000000001");
        refused(() -> UsageCounts.builder().requests(0), "requests is 0: an event stands for at least 1 request");
        refused(() -> UsageCounts.builder().requests(2).build(), "no count is stated");
        refused(
                () -> UsageCounts.builder()
                        .inputTokens(10)
                        .cachedInputTokens(6)
                        .audioInputTokens(5)
                        .build(),
                "input_tokens is 10, its parts");
        refused(
                () -> UsageCounts.builder()
                        .inputTokens(10)
                        .cacheWriteTokens(1)
                        .cacheWrite1hTokens(2)
                        .build(),
                "cache_write_tokens is 1, its parts cache_write_1h_tokens are 2");
        refused(
                () -> UsageCounts.builder().outputTokens(1).reasoningTokens(2).build(),
                "output_tokens is 1, its parts");
        refused(() -> UsageCounts.builder().meter("Pages", 1), "a meter has lower-case letters");
        refused(
                () -> {
                    Attribution many = Attribution.of("acme");
                    for (int i = 0; i < 33; i++) {
                        many = many.withTag("k" + i, "v");
                    }
                },
                "tags has 33 entries: at most 32");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable build, String message) {
        assertThatThrownBy(build).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }
}
