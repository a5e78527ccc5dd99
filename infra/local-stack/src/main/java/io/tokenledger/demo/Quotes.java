package io.tokenledger.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** What the demo asks pricing-service: the cost of a sum of usage on some model at some time. */
final class Quotes {
    /** The largest count that one quote takes. */
    static final long LARGEST_COUNT = 10_000_000_000L;

    private final ServiceClient client;
    private final URI quotes;

    Quotes(ServiceClient client, URI pricingUrl) {
        this.client = client;
        this.quotes = URI.create(pricingUrl.toString().replaceFirst("/$", "") + "/v1/quotes");
    }

    /**
     * The exact cost of the lines' tokens, each in its own service tier. Right for models without context tiers only:
     * their prices are linear, so that the cost of a sum is the sum of the costs.
     *
     * @throws DemoFailure also where a part of it has no price: a smaller sum would be wrong
     */
    BigDecimal cost(List<Chargeback.Line> lines, String model, Instant at) throws DemoFailure, InterruptedException {
        ArrayNode requests = JsonNodeFactory.instance.arrayNode();
        for (Chargeback.Line line : lines) {
            addRequests(requests, line, model, at);
        }
        BigDecimal sum = BigDecimal.ZERO;
        if (requests.isEmpty()) {
            return sum;
        }
        JsonNode answers = client.post(quotes, requests);
        if (answers.size() != requests.size()) {
            throw new DemoFailure("asked for " + requests.size() + " quotes, got " + answers.size());
        }
        for (JsonNode answer : answers) {
            if (!answer.path("status").asText().equals("priced")
                    || !answer.path("cost").isTextual()) {
                throw new DemoFailure("no price for " + model + " at " + at + ": " + answer);
            }
            sum = sum.add(new BigDecimal(answer.path("cost").textValue()));
        }
        return sum;
    }

    private static void addRequests(ArrayNode requests, Chargeback.Line line, String model, Instant at) {
        String tier = line.of("service_tier");
        long plainInput = line.inputTokens() - line.cachedInputTokens();
        long plainOutput = line.outputTokens() - line.reasoningTokens();
        add(requests, model, tier, at, plainInput, "input_tokens");
        add(requests, model, tier, at, line.cachedInputTokens(), "input_tokens", "cached_input_tokens");
        add(requests, model, tier, at, plainOutput, "output_tokens");
        add(requests, model, tier, at, line.reasoningTokens(), "output_tokens", "reasoning_tokens");
    }

    /** One meter, in as many quotes as its count needs; every field of a quote has the same count. */
    private static void add(
            ArrayNode requests, String model, String tier, Instant at, long count, String... usageFields) {
        for (long left = count; left > 0; left -= LARGEST_COUNT) {
            ObjectNode request = requests.addObject()
                    .put("provider", "openai")
                    .put("model", model)
                    .put("service_tier", tier)
                    .put("at", at.toString());
            ObjectNode usage = request.putObject("usage");
            for (String field : usageFields) {
                usage.put(field, Math.min(left, LARGEST_COUNT));
            }
        }
    }
}
