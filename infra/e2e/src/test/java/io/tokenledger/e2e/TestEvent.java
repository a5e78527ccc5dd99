package io.tokenledger.e2e;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** A native usage event as an application would send it, and what it must cost. */
record TestEvent(
        String tenant,
        String id,
        Instant at,
        String team,
        String model,
        String tier,
        long input,
        long cached,
        long output,
        long reasoning) {
    private static final String[] TEAMS = {"search", "support", "platform", "growth"};
    private static final String[] MODELS = {"o3", "o4-mini", "gpt-4.1", "gpt-4.1-mini"};

    /** Around the day of o3's price cut, so that both of its prices are met. */
    private static final Instant FROM = Instant.parse("2025-06-01T00:00:00Z");

    private static final int SECONDS = 20 * 24 * 3600;

    static TestEvent random(String tenant, String id, RandomGenerator random) {
        String model = MODELS[random.nextInt(MODELS.length)];
        long input = random.nextLong(20_000);
        long output = random.nextLong(4_000);
        return new TestEvent(
                tenant,
                id,
                FROM.plusSeconds(random.nextInt(SECONDS)),
                TEAMS[random.nextInt(TEAMS.length)],
                model,
                model.equals("o4-mini") && random.nextInt(4) == 0 ? "batch" : "standard",
                input,
                random.nextLong(input + 1),
                output,
                model.startsWith("o") ? random.nextLong(output + 1) : 0);
    }

    String json() {
        return """
                {"specversion":"1.0","id":"%s","source":"e2e","type":"io.tokenledger.usage.v1","time":"%s",\
                "data":{"tenant":"%s","provider":"openai","model":"%s","service_tier":"%s","team":"%s",\
                "app":"app-%s","environment":"prod","usage":{"input_tokens":%d,"cached_input_tokens":%d,\
                "output_tokens":%d,"reasoning_tokens":%d}}}""".formatted(id, at, tenant, model, tier, team, team, input, cached, output, reasoning);
    }

    byte[] bytes() {
        return json().getBytes(StandardCharsets.UTF_8);
    }

    BigInteger costPico() {
        return Truth.costPico(model, tier, at, input, cached, output);
    }
}
