package io.tokenledger.client.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tokenledger.client.ClientStats;
import io.tokenledger.client.UsageClient;
import java.util.function.ToLongFunction;

/**
 * What becomes of the events of a client: counters {@code tokenledger.client.events.recorded}, {@code .delivered}, {@code
 * .rejected}, {@code .spilled} and {@code .lost}; gauges {@code tokenledger.client.buffered.events}, {@code
 * tokenledger.client.buffered.bytes}, {@code tokenledger.client.spilled.bytes} and {@code tokenledger.client.available}, which is
 * 0 while nothing can be delivered.
 */
public final class UsageClientMetrics implements MeterBinder {
    private final UsageClient client;

    public UsageClientMetrics(UsageClient client) {
        this.client = client;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        counter(registry, "recorded", "events given to the client", ClientStats::recorded);
        counter(registry, "delivered", "events acknowledged", ClientStats::delivered);
        counter(registry, "rejected", "events not accepted", ClientStats::rejected);
        counter(registry, "spilled", "events written to disk on their way", ClientStats::spilled);
        counter(registry, "lost", "events that will not arrive", ClientStats::lost);
        gauge(registry, "buffered.events", "events in memory", ClientStats::bufferedEvents);
        gauge(registry, "buffered.bytes", "memory that events take, roughly", ClientStats::bufferedBytes);
        gauge(registry, "spilled.bytes", "bytes on disk", ClientStats::spilledBytes);
        gauge(registry, "available", "1 unless nothing can be delivered", stats -> stats.trouble() == null ? 1 : 0);
    }

    private void counter(MeterRegistry registry, String name, String what, ToLongFunction<ClientStats> value) {
        FunctionCounter.builder("tokenledger.client.events." + name, client, known -> value.applyAsLong(known.stats()))
                .description(what)
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String what, ToLongFunction<ClientStats> value) {
        Gauge.builder("tokenledger.client." + name, client, known -> value.applyAsLong(known.stats()))
                .description(what)
                .register(registry);
    }
}
