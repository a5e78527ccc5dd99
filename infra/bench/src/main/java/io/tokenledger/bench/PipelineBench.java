package io.tokenledger.bench;

import io.tokenledger.contract.Topics;
import io.tokenledger.sample.SampleCompany;
import io.tokenledger.sample.SampleMix;
import io.tokenledger.sample.SampleRecord;
import io.tokenledger.sample.SampleTotals;
import io.tokenledger.sample.UsageSample;
import io.tokenledger.stack.LocalStack;
import io.tokenledger.stack.Ports;
import io.tokenledger.stack.Service;
import io.tokenledger.stack.ServiceProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * How many events a second go from {@code usage.events.v1} through ingest and pricing into the committed ledger and its
 * rollup, everything on this machine and nothing switched off (fsync, acks=all). The events wait in Kafka before the
 * services start, so that the producer takes no processor time from them; the clock runs from the first booked event to
 * the last. Beside it, in the same run: {@code COPY} of the same rows into the same, emptied table.
 */
final class PipelineBench {
    private static final Duration STALL = Duration.ofSeconds(60);
    private static final long ASK_EVERY_MILLIS = 100;
    private static final int COPY_RUNS = 3;

    private final Path home;
    private final PipelineOptions options;
    private final PrintStream out;

    PipelineBench(Path home, PipelineOptions options, PrintStream out) {
        this.home = home;
        this.options = options;
        this.out = out;
    }

    int run() throws IOException, SQLException, InterruptedException {
        Path data = home.resolve(".tokenledger").resolve("bench");
        Folder.delete(data);
        try (LocalStack stack = LocalStack.builder(home)
                .dataDirectory(data)
                .ports(Ports.free())
                .services()
                .progress(out::println)
                .start()) {
            SampleTotals expected = fillTopic(stack);
            ServiceProcess pricing = stack.startAnother(Service.PRICING);
            ServiceProcess report = stack.startAnother(Service.REPORT);
            try (var books = new Books(stack.postgres().jdbcUrl("pricing_owner"))) {
                Measured pipeline = measurePipeline(stack, books);
                books.check(expected);
                pricing.close();
                report.close();
                print(pipeline, books.measureCopy(data.resolve("usage_entry.copy"), COPY_RUNS));
            }
        } finally {
            Folder.delete(data);
        }
        return 0;
    }

    /** Events and how long they took. */
    record Measured(long events, Duration time) {
        long perSecond() {
            return events * TimeUnit.SECONDS.toNanos(1) / Math.max(1, time.toNanos());
        }
    }

    private SampleTotals fillTopic(LocalStack stack) {
        Instant until = Instant.now();
        UsageSample sample = SampleCompany.stream(
                options.seed(), until.minus(Duration.ofMinutes(15)), until, SampleMix.load(options.events(), 20));
        var failure = new AtomicReference<@Nullable Exception>();
        long began = System.nanoTime();
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        stack.kafkaBootstrap(),
                        ProducerConfig.LINGER_MS_CONFIG,
                        20,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        128 * 1024,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            while (sample.hasNext()) {
                SampleRecord next = sample.next();
                Future<RecordMetadata> _ = producer.send(
                        new ProducerRecord<>(Topics.USAGE_EVENTS, next.key(), next.value()), (_, error) -> {
                            if (error != null) {
                                failure.compareAndSet(null, error);
                            }
                        });
            }
        }
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("an event was not taken by Kafka", failed);
        }
        var sent = new Measured(options.events(), Duration.ofNanos(System.nanoTime() - began));
        out.printf(
                "%,d events of 20 tenants wait in Kafka (made and sent at %,d/s)%n", sent.events(), sent.perSecond());
        return sample.totals();
    }

    private Measured measurePipeline(LocalStack stack, Books books) throws SQLException, InterruptedException {
        stack.startAnother(Service.INGEST);
        long first = 0;
        long began = 0;
        long seen = 0;
        long lastProgress = System.nanoTime();
        while (seen < options.events()) {
            long booked = books.recordsRead();
            long now = System.nanoTime();
            if (booked > seen) {
                lastProgress = now;
                if (began == 0) {
                    began = now;
                    first = booked;
                }
            } else if (now - lastProgress > STALL.toNanos()) {
                throw new IllegalStateException("nothing was booked for " + STALL + "; " + booked + " of "
                        + options.events() + " events are in the books, logs are in " + stack.logDirectory());
            }
            seen = booked;
            TimeUnit.MILLISECONDS.sleep(ASK_EVERY_MILLIS);
        }
        return new Measured(seen - first, Duration.ofNanos(lastProgress - began));
    }

    private void print(Measured pipeline, Measured copy) {
        out.printf(
                "pipeline  %,10d events in %6.2f s  %,9d priced events/s%n",
                pipeline.events(), pipeline.time().toMillis() / 1000.0, pipeline.perSecond());
        out.printf(
                "COPY      %,10d rows   in %6.2f s  %,9d rows/s (one connection, best of %d)%n",
                copy.events(), copy.time().toMillis() / 1000.0, copy.perSecond(), COPY_RUNS);
        out.printf("ratio     %.3f%n", (double) pipeline.perSecond() / copy.perSecond());
    }
}
