package io.tokenledger.ingest.prefix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.ingest.pipeline.Deliveries;
import io.tokenledger.ingest.pipeline.Outcome;
import io.tokenledger.ingest.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.quicktheories.QuickTheory;
import org.quicktheories.generators.SourceDSL;

/** Whole events through the pipeline, against common prefixes that are worked out symbol by symbol. */
class RepeatedConversationTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BLOCK = 512;

    /** A message as it is sent. */
    private record Message(String role, List<String> words) {}

    @BeforeAll
    static void tokensAreKnown() {
        Prompts.assertOneTokenEach();
    }

    @Test
    void repeatedTokensAreTheLongestCommonPrefixInWholeBlocks() {
        long propertySeed = System.nanoTime();
        System.out.println("repeated conversations: seed " + propertySeed);
        var repeatedInAll = new AtomicLong();
        QuickTheory.qt()
                .withFixedSeed(propertySeed)
                .withExamples(40)
                .withShrinkCycles(20)
                .forAll(SourceDSL.longs().all())
                .checkAssert(seed -> repeatedInAll.addAndGet(checkConversations(new Random(seed))));
        assertThat(repeatedInAll.get()).isGreaterThan(BLOCK);
    }

    /** Conversations of two tenants and models that grow, branch and are cut short. */
    private static long checkConversations(Random random) {
        Pipeline pipeline = Deliveries.pipeline();
        Map<String, List<List<String>>> sent = new HashMap<>();
        var conversations = new ArrayList<List<Message>>();
        long repeatedInAll = 0;
        for (int request = 0; request < 25; request++) {
            List<Message> conversation = next(conversations, random);
            conversations.add(conversation);
            String sender = "tenant-" + random.nextInt(2) + "/" + (random.nextBoolean() ? "gpt-4.1" : "o3");
            List<String> symbols = symbols(conversation);
            List<List<String>> before = sent.computeIfAbsent(sender, ignored -> new ArrayList<>());
            long expected = before.stream()
                    .mapToLong(earlier -> commonPrefix(earlier, symbols) / BLOCK * (long) BLOCK)
                    .max()
                    .orElse(0);
            MeteredUsage usage = accepted(pipeline, event(request, sender, conversation));
            assertThat(usage.meters().inputTokens()).isEqualTo(symbols.size() + 3);
            assertThat(usage.measured().repeatedPrefixTokens())
                    .as("request %d", request)
                    .isEqualTo(expected);
            before.add(symbols);
            repeatedInAll += expected;
        }
        return repeatedInAll;
    }

    private static List<Message> next(List<List<Message>> conversations, Random random) {
        if (conversations.isEmpty() || random.nextInt(5) == 0) {
            return List.of(new Message("system", Prompts.words(random, random.nextInt(1500))));
        }
        List<Message> earlier = conversations.get(random.nextInt(conversations.size()));
        var next = new ArrayList<>(earlier.subList(0, 1 + random.nextInt(earlier.size())));
        next.add(new Message("assistant", Prompts.words(random, random.nextInt(400))));
        next.add(new Message("user", Prompts.words(random, random.nextInt(700))));
        return next;
    }

    /** What a prompt is made of, a symbol for each counted token: three for a message, its role, its words. */
    private static List<String> symbols(List<Message> conversation) {
        var symbols = new ArrayList<String>();
        for (Message message : conversation) {
            symbols.addAll(List.of("<", "<", "<", message.role()));
            symbols.addAll(message.words());
        }
        return symbols;
    }

    private static int commonPrefix(List<String> one, List<String> other) {
        int length = 0;
        while (length < one.size() && length < other.size() && one.get(length).equals(other.get(length))) {
            length++;
        }
        return length;
    }

    private static String event(int request, String sender, List<Message> conversation) {
        ObjectNode event = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", "r-" + request)
                .put("source", "tests")
                .put("type", "io.tokenledger.usage.v1")
                .put("time", "2026-11-20T10:15:30Z");
        ObjectNode data = event.putObject("data")
                .put("tenant", sender.substring(0, sender.indexOf('/')))
                .put("provider", "openai")
                .put("model", sender.substring(sender.indexOf('/') + 1));
        ArrayNode messages = data.putObject("content").put("output", "done").putArray("messages");
        for (Message message : conversation) {
            messages.addObject().put("role", message.role()).put("content", Prompts.text(message.words()));
        }
        return event.toString();
    }

    private static MeteredUsage accepted(Pipeline pipeline, String event) {
        Outcome outcome = pipeline.process(Deliveries.record(event)).outcomes().getFirst();
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        return ((Outcome.Accepted) outcome).usage();
    }
}
