package io.tokenledger.report.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.tokenledger.report.delivery.DeliveryReader.TypeQueue;
import io.tokenledger.report.delivery.channel.ChannelType;
import io.tokenledger.report.problem.ReportProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Shows how much waits in the outbox, by the channels' type: the same figures on every instance. */
@ApplicationScoped
public class QueueGaugesJob {
    private static final Logger LOG = Logger.getLogger(QueueGaugesJob.class);

    private final DeliveryReader deliveries;
    private final Clock clock;
    private final MultiGauge queued;
    private final MultiGauge dead;
    private final MultiGauge oldest;

    public QueueGaugesJob(DeliveryReader deliveries, MeterRegistry metrics, Clock clock) {
        this.deliveries = deliveries;
        this.clock = clock;
        this.queued = gauge(metrics, "tokenledger.delivery.queued", "Notices that wait to be delivered");
        this.dead = gauge(metrics, "tokenledger.delivery.dead", "Notices that were given up");
        this.oldest = gauge(
                metrics,
                "tokenledger.delivery.oldest.seconds",
                "How long the oldest notice that may go has been waiting");
    }

    private static MultiGauge gauge(MeterRegistry metrics, String name, String description) {
        return MultiGauge.builder(name).description(description).register(metrics);
    }

    @Scheduled(every = "15s", concurrentExecution = ConcurrentExecution.SKIP)
    void refresh() {
        Instant now = clock.instant();
        try {
            Map<String, TypeQueue> queues =
                    deliveries.byType(now).stream().collect(Collectors.toMap(TypeQueue::type, Function.identity()));
            queued.register(rows(queues, TypeQueue::queued), true);
            dead.register(rows(queues, TypeQueue::dead), true);
            oldest.register(rows(queues, queue -> ageSeconds(queue, now)), true);
        } catch (ReportProblem unreadable) {
            LOG.debug("the outbox cannot be counted now: " + unreadable.detail());
        }
    }

    private static double ageSeconds(TypeQueue queue, Instant now) {
        Instant since = queue.oldestQueuedAt();
        return since == null ? 0 : Duration.between(since, now).toMillis() / 1000.0;
    }

    private static List<Row<?>> rows(Map<String, TypeQueue> queues, ToDoubleFunction<TypeQueue> figure) {
        return Arrays.stream(ChannelType.values())
                .<Row<?>>map(type -> {
                    TypeQueue queue = queues.getOrDefault(type.wireName(), new TypeQueue(type.wireName(), 0, 0, null));
                    return Row.of(Tags.of("type", type.wireName()), figure.applyAsDouble(queue));
                })
                .toList();
    }
}
