package io.tokenledger.ingest.prefix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.ingest.ReferenceData;
import io.tokenledger.ingest.pipeline.Deliveries;
import io.tokenledger.ingest.pipeline.Limits;
import io.tokenledger.ingest.pipeline.Outcome;
import io.tokenledger.ingest.pipeline.Pipeline;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Requests of a real chat service, which says of each how long it was and how many leading blocks it shared with
 * earlier ones. The trace has no text: each prompt is made of the head of an earlier one, as long as the trace says, and
 * of words of its own.
 */
class MooncakeReplayTest {
    private static final int BLOCK = 512;
    private static final int REQUESTS = 400;
    private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Pipeline pipeline = new Pipeline(Limits.DEFAULT, new PrefixMemory(200_000, Duration.ofHours(1)));
    private final List<List<String>> sent = new ArrayList<>();

    @Test
    void aChatServicesSharedBlocksAreMeasured() throws IOException {
        Prompts.assertOneTokenEach();
        long seed = System.nanoTime();
        var random = new Random(seed);
        long input = 0;
        long repeated = 0;
        List<String> rows =
                ReferenceData.lines("traces/mooncake_conversation_lengths.csv").subList(1, 1 + REQUESTS);
        for (String row : rows) {
            String[] columns = row.split(",", -1);
            int shared = Integer.parseInt(columns[3]);
            List<String> prompt = prompt(Integer.parseInt(columns[1]), shared, random);
            long expected = expectedBlocks(prompt, shared) * (long) BLOCK;
            MeteredUsage usage = usage(START.plusMillis(Long.parseLong(columns[0])), prompt);
            assertThat(usage.meters().inputTokens()).isEqualTo(prompt.size());
            assertThat(usage.measured().repeatedPrefixTokens())
                    .as("seed %d, request %d, %s", seed, sent.size(), row)
                    .isEqualTo(expected);
            sent.add(prompt);
            input += prompt.size();
            repeated += expected;
        }
        System.out.printf(
                "mooncake conversations, seed %d: %d of %d tokens of %d requests were sent before%n",
                seed, repeated, input, rows.size());
        assertThat(repeated).isGreaterThan(input / 20);
    }

    /** As many blocks as the trace says, so far as this prompt and an earlier one have them whole. */
    private long expectedBlocks(List<String> prompt, int shared) {
        return Math.min(Math.min(shared, prompt.size() / BLOCK), longest());
    }

    private int longest() {
        return sent.stream().mapToInt(earlier -> earlier.size() / BLOCK).max().orElse(0);
    }

    private List<String> prompt(int tokens, int shared, Random random) {
        int head = Math.min(Math.min(shared, longest()) * BLOCK, tokens);
        List<List<String>> longEnough =
                sent.stream().filter(earlier -> earlier.size() >= head).toList();
        var prompt = new ArrayList<String>(tokens);
        if (head > 0) {
            prompt.addAll(longEnough.get(random.nextInt(longEnough.size())).subList(0, head));
        }
        prompt.addAll(Prompts.words(random, tokens - head));
        return prompt;
    }

    private MeteredUsage usage(Instant at, List<String> prompt) {
        ObjectNode event = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", "m-" + sent.size())
                .put("source", "mooncake")
                .put("type", "io.tokenledger.usage.v1")
                .put("time", at.toString());
        event.putObject("data")
                .put("tenant", "acme")
                .put("provider", "openai")
                .put("model", "gpt-4o")
                .putObject("content")
                .put("messages", Prompts.text(prompt))
                .put("output", "done");
        Outcome outcome =
                pipeline.process(Deliveries.record(event.toString())).outcomes().getFirst();
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        return ((Outcome.Accepted) outcome).usage();
    }
}
