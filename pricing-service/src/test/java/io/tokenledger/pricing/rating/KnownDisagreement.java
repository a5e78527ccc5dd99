package io.tokenledger.pricing.rating;

import io.tokenledger.contract.Meter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Why a peer's cost is another than ours although both have a price, and why ours stands.
 *
 * @param reason what the peer does otherwise
 * @param applies the rows that this is about
 */
record KnownDisagreement(String reason, Predicate<CostCase> applies) {
    static final List<KnownDisagreement> ALL = List.of(
            new KnownDisagreement(
                    "the peer's table still has $5/$30 for gpt-5.6-sol; OpenAI cut it to $4/$20 on 2026-08-21",
                    row -> row.request().model().equals("gpt-5.6-sol")
                            && !row.request().at().isBefore(Instant.parse("2026-08-21T00:00:00Z"))
                            && row.appliedPerMillion("input_mtok").equals("5")),
            new KnownDisagreement(
                    "the peer's table still has the increase to $3/$15 that Anthropic announced and then cancelled",
                    row -> row.request().model().equals("claude-sonnet-5")
                            && row.appliedPerMillion("input_mtok").equals("3")),
            new KnownDisagreement(
                    "genai-prices 0.1.8 counts exactly 272 000 tokens as over the threshold; over is more than",
                    row -> row.isFrom("genai-prices@0.1.8") && row.used("input_tokens") == 272_000),
            new KnownDisagreement(
                    "the recorded total leaves the web searches out that its usage and its table have",
                    row -> row.isFrom("usages.json") && row.used("web_searches") > 0),
            new KnownDisagreement(
                    "a test of custom prices: $100 per token",
                    row -> row.json()
                                    .path("prices_usd_per_unit")
                                    .path("input_cost_per_token")
                                    .asInt()
                            == 100),
            new KnownDisagreement(
                    "the reference data itself marks the upstream value as disputed",
                    row -> row.isFrom("Helicone") && row.json().toString().contains("DISPUTED")),
            new KnownDisagreement(
                    "genai-prices has no list over 200 000 tokens for Sonnet 4",
                    row -> row.isFrom("genai-prices")
                            && row.request().model().startsWith("claude-sonnet-4-0")
                            && row.used("input_tokens") > 200_000),
            new KnownDisagreement(
                    "LiteLLM bills cached tokens of a batch as uncached",
                    row -> row.isFrom("LiteLLM")
                            && row.request().serviceTier().equals("batch")
                            && row.used("cache_read_tokens") > 0),
            new KnownDisagreement(
                    "LiteLLM's code of the reference run applies thresholds of 128k and 200k only",
                    row -> row.isFrom("LiteLLM")
                            && row.request().model().startsWith("gpt-5.6")
                            && row.used("input_tokens") > 272_000),
            new KnownDisagreement(
                    "LiteLLM's code applies the standard list over a threshold, whatever the tier",
                    row -> row.isFrom("LiteLLM")
                            && row.request().serviceTier().equals("priority")
                            && row.request().provider().equals("google")
                            && row.used("input_tokens") > 200_000),
            new KnownDisagreement(
                    "LiteLLM bills reasoning and audio at the standard price in every tier",
                    row -> row.isFrom("LiteLLM")
                            && row.request().provider().equals("google")
                            && !row.request().serviceTier().equals("standard")
                            && row.used("output_reasoning_tokens") + row.used("input_audio_tokens") > 0),
            new KnownDisagreement(
                    "LiteLLM keeps the old cached price for the previews of Gemini 2.5 Flash; two other sources do not",
                    row -> row.isFrom("LiteLLM")
                            && row.request().model().startsWith("gemini-2.5-flash-")
                            && row.request().model().contains("preview")
                            && row.used("cache_read_tokens") > 0),
            new KnownDisagreement(
                    "LiteLLM has $1 for audio input of Gemini 3.5 Flash, less than for text; two other sources have the text price",
                    row -> row.isFrom("LiteLLM")
                            && row.request().model().equals("gemini-3.5-flash")
                            && row.request().meters().quantity(Meter.AUDIO_INPUT) > 0));

    static Optional<KnownDisagreement> of(CostCase row) {
        return ALL.stream().filter(known -> known.applies.test(row)).findFirst();
    }
}
