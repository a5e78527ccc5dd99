package io.tokenledger.report.delivery;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenledger.contract.AlertNotice;
import io.tokenledger.report.delivery.channel.Channel;
import io.tokenledger.report.delivery.channel.ChannelReader;
import io.tokenledger.report.delivery.channel.ChannelWriter;
import io.tokenledger.report.delivery.http.GuardedHttp;
import io.tokenledger.report.delivery.http.HostLookup;
import io.tokenledger.report.delivery.http.Network;
import io.tokenledger.report.delivery.http.TargetGuard;
import io.tokenledger.report.delivery.sending.Targets;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.store.ReportingStore;
import java.net.InetAddress;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** The delivery of a test: a real database, and any number of instances that serve its outbox. */
final class Outbox implements AutoCloseable {
    final TestLedger ledger;
    final ReportingStore store;
    final DeliveryReader deliveries;
    final ChannelReader channels;
    final ChannelWriter channelWriter;
    final DeliverySettings settings;
    final TargetGuard guard;
    final OutboxWriter writer = new OutboxWriter();
    private final Clock clock;
    private final List<DeliveryJob> jobs = new ArrayList<>();
    private final List<Targets> targets = new ArrayList<>();

    Outbox(String database) {
        this(database, new QuickSettings(), Clock.systemUTC(), InetAddress::getAllByName);
    }

    Outbox(String database, DeliverySettings settings, Clock clock, HostLookup lookup) {
        this.ledger = TestLedger.empty(database);
        this.store = ledger.store();
        LedgerViews views = new LedgerViews(ledger.serviceDataSource(""), new SimpleMeterRegistry());
        this.deliveries = new DeliveryReader(views);
        this.channels = new ChannelReader(views);
        this.settings = settings;
        this.clock = clock;
        this.guard = new TargetGuard(
                lookup,
                settings.allowedPrivateNetworks().orElse(List.of()).stream()
                        .map(Network::of)
                        .toList(),
                settings.allowHttp());
        this.channelWriter = new ChannelWriter(store, guard);
    }

    Targets targets() {
        try {
            Targets made = DeliveryWiring.targets(
                    settings, new GuardedHttp(guard, settings.deadline(), SSLContext.getDefault()));
            targets.add(made);
            return made;
        } catch (NoSuchAlgorithmException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }

    /** A further instance, as another process would be one: it shares the database and nothing else. */
    DeliveryJob startInstance() {
        DeliveryJob job = new DeliveryJob(
                new LeaseWriter(store),
                new DeliveryWriter(store),
                targets(),
                settings,
                new SimpleMeterRegistry(),
                clock);
        jobs.add(job);
        job.start();
        return job;
    }

    Channel webhook(String name, URI url) {
        return channel(name, "webhook", "\"url\":\"" + url + "\",\"allow_private\":true");
    }

    Channel channel(String name, String type, String further) {
        return channelWriter.create(
                JsonFields.parse(
                        "{\"name\":\"" + name + "\",\"tenant\":\"acme\",\"type\":\"" + type + "\"," + further + "}"),
                now());
    }

    void queue(AlertNotice notice, Channel... to) {
        store.write(connection -> {
            writer.queue(
                    connection, notice, List.of(to).stream().map(Channel::id).toList(), now());
            return true;
        });
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    List<Delivery> deliveries(Channel channel) {
        return deliveries.latest("acme", channel.id(), null, null, 10_000).reversed();
    }

    long inState(Channel channel, String state) {
        return deliveries.latest("acme", channel.id(), state, null, 10_000).size();
    }

    void awaitState(Channel channel, String state, int count) {
        await(() -> inState(channel, state) >= count, () -> deliveries(channel).toString());
    }

    static void await(BooleanSupplier reached, Supplier<String> what) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within 20 s; it is: " + what.get());
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException ended) {
                throw new AssertionError("interrupted", ended);
            }
        }
    }

    UUID lostHolder(Channel channel, Duration left) {
        UUID stranger = UUID.randomUUID();
        store.write(connection -> {
            try (var statement = connection.prepareStatement(
                    "UPDATE reporting.channel_lease SET holder = ?, leased_until = now() + make_interval(secs => ?)"
                            + " WHERE tenant_id = ? AND channel_id = ?")) {
                statement.setObject(1, stranger);
                statement.setDouble(2, left.toMillis() / 1000.0);
                statement.setString(3, channel.tenant());
                statement.setObject(4, channel.id());
                return statement.executeUpdate();
            }
        });
        return stranger;
    }

    @Override
    public void close() {
        jobs.forEach(DeliveryJob::close);
        targets.forEach(Targets::close);
    }
}
