package io.tokenledger.client.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenledger.client.Attribution;
import io.tokenledger.client.TestEvents;
import io.tokenledger.client.TestSink;
import io.tokenledger.client.UsageClient;
import io.tokenledger.client.UsageCounts;
import io.tokenledger.client.UsageEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private double counter(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    @Test
    void tokensAndEventsAreCounted() throws Exception {
        try (UsageClient client = UsageClient.to(new TestSink())
                .withoutSpill()
                .onRecorded(new TokenCounters(registry))
                .build()) {
            new UsageClientMetrics(client).bindTo(registry);
            client.record(TestEvents.event("a"));
            client.record(TestEvents.event("b"));
            client.record(UsageEvent.builder()
                    .source("test")
                    .attribution(Attribution.of("acme"))
                    .provider("anthropic")
                    .model("claude-sonnet-4-5")
                    .usage(UsageCounts.builder()
                            .inputTokens(5)
                            .outputTokens(7)
                            .requests(3)
                            .build())
                    .build());
            assertThat(client.flush(Duration.ofSeconds(10))).isTrue();

            assertThat(counter("tokenledger.client.tokens", "model", "o4-mini", "direction", "input"))
                    .isEqualTo(2_400);
            assertThat(counter("tokenledger.client.tokens", "provider", "openai", "direction", "output"))
                    .isEqualTo(1_600);
            assertThat(counter("tokenledger.client.tokens", "provider", "anthropic", "direction", "input"))
                    .isEqualTo(5);
            assertThat(counter("tokenledger.client.requests", "provider", "openai"))
                    .isEqualTo(2);
            assertThat(counter("tokenledger.client.requests", "provider", "anthropic"))
                    .isEqualTo(3);

            assertThat(registry.get("tokenledger.client.events.recorded")
                            .functionCounter()
                            .count())
                    .isEqualTo(3);
            assertThat(registry.get("tokenledger.client.events.delivered")
                            .functionCounter()
                            .count())
                    .isEqualTo(3);
            for (String none : new String[] {"rejected", "spilled", "lost"}) {
                assertThat(registry.get("tokenledger.client.events." + none)
                                .functionCounter()
                                .count())
                        .as(none)
                        .isZero();
            }
            assertThat(registry.get("tokenledger.client.available").gauge().value())
                    .isEqualTo(1);
            assertThat(registry.get("tokenledger.client.buffered.events")
                            .gauge()
                            .value())
                    .isZero();
            assertThat(registry.get("tokenledger.client.buffered.bytes").gauge().value())
                    .isZero();
            assertThat(registry.get("tokenledger.client.spilled.bytes").gauge().value())
                    .isZero();
        }
    }

    @Test
    void lossIsSeen() {
        UsageClient client = UsageClient.to(new TestSink()).withoutSpill().build();
        new UsageClientMetrics(client).bindTo(registry);
        client.close();
        client.record(TestEvents.event("late"));
        assertThat(registry.get("tokenledger.client.events.lost")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
    }
}
