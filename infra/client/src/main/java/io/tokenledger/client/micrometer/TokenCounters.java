package io.tokenledger.client.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tokenledger.client.UsageEvent;
import java.util.function.Consumer;

/**
 * Tokens as they are recorded: the counter {@code tokenledger.client.tokens} by {@code provider}, {@code model} and {@code
 * direction} ({@code input}, {@code output}), and {@code tokenledger.client.requests} by provider and model. To be given to the
 * client as {@code onRecorded}. For dashboards: a registry counts in {@code double}, the ledger is exact.
 *
 * <p>Not named {@code gen_ai.client.token.usage}: by OpenTelemetry's conventions that is a histogram, and other libraries
 * register it as one.
 */
public final class TokenCounters implements Consumer<UsageEvent> {
    private final MeterRegistry registry;

    public TokenCounters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void accept(UsageEvent event) {
        tokens(event, "input", event.usage().count("input_tokens"));
        tokens(event, "output", event.usage().count("output_tokens"));
        Counter.builder("tokenledger.client.requests")
                .description("requests recorded")
                .tag("provider", event.provider())
                .tag("model", event.model())
                .register(registry)
                .increment((double) Math.max(1, event.usage().count("requests")));
    }

    private void tokens(UsageEvent event, String direction, long tokens) {
        Counter.builder("tokenledger.client.tokens")
                .description("tokens recorded; cached ones are in the input, reasoning in the output")
                .baseUnit("tokens")
                .tag("provider", event.provider())
                .tag("model", event.model())
                .tag("direction", direction)
                .register(registry)
                .increment((double) tokens);
    }
}
