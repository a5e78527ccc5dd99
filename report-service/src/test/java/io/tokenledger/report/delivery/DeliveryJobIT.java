package io.tokenledger.report.delivery;

import static io.tokenledger.report.fixture.RawServer.answering;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenledger.contract.AlertNotice;
import io.tokenledger.contract.AlertNoticeJson;
import io.tokenledger.contract.UnreadableRecordException;
import io.tokenledger.report.delivery.channel.Channel;
import io.tokenledger.report.fixture.RawServer;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The outbox over a real database, to receivers that behave and that do not. */
@Timeout(120)
class DeliveryJobIT {
    @Test
    void noticesReachTheirChannelInTheOrderOfQueueingAndOnce() throws Exception {
        try (Outbox outbox = new Outbox("delivery_order");
                RawServer receiver = RawServer.start(answering(200, ""))) {
            Channel channel = outbox.webhook("on call", receiver.url());
            List<String> names =
                    IntStream.range(0, 50).mapToObj(index -> "b" + index).toList();
            names.forEach(name -> outbox.queue(Notices.firing(name), channel));
            names.forEach(name -> outbox.queue(Notices.firing(name), channel)); // again: by its id it is there
            outbox.startInstance();
            outbox.awaitState(channel, "delivered", 50);
            assertThat(receiver.requests().stream().map(DeliveryJobIT::subject)).isEqualTo(names);
            assertThat(outbox.deliveries(channel)).allSatisfy(delivery -> {
                assertThat(delivery.attempts()).isOne();
                assertThat(delivery.lastError()).isNull();
                assertThat(delivery.deliveredAt()).isNotNull();
            });
        }
    }

    @Test
    void noticeOfATransactionThatIsTakenBackIsNeverSent() throws Exception {
        try (Outbox outbox = new Outbox("delivery_rollback");
                RawServer receiver = RawServer.start(answering(200, ""))) {
            Channel channel = outbox.webhook("on call", receiver.url());
            outbox.startInstance();
            try {
                outbox.store.write(connection -> {
                    outbox.writer.queue(connection, Notices.firing("lost"), List.of(channel.id()), outbox.now());
                    throw new IllegalStateException("the reason is gone");
                });
            } catch (RuntimeException expected) {
                assertThat(expected).hasMessage("the reason is gone");
            }
            outbox.queue(Notices.firing("kept"), channel);
            outbox.awaitState(channel, "delivered", 1);
            assertThat(receiver.requests().stream().map(DeliveryJobIT::subject)).containsExactly("kept");
        }
    }

    @Test
    void channelThatIsGoneOrAnothersIsPassedOver() {
        try (Outbox outbox = new Outbox("delivery_gone");
                RawServer receiver = RawServer.start(answering(200, ""))) {
            Channel channel = outbox.webhook("on call", receiver.url());
            AlertNotice foreign = AlertNoticeOf.tenant(Notices.firing("foreign"), "globex");
            outbox.queue(foreign, channel);
            outbox.store.write(connection -> {
                outbox.writer.queue(
                        connection, Notices.firing("a"), List.of(channel.id(), UUID.randomUUID()), outbox.now());
                return true;
            });
            assertThat(outbox.deliveries(channel)).hasSize(1);
            List<UUID> missing = outbox.store.write(
                    connection -> outbox.channels.missing(connection, "globex", List.of(channel.id())));
            assertThat(missing).containsExactly(channel.id());
        }
    }

    @Test
    void failedNoticeIsSentAgainUnderTheSameIdUntilItIsTaken() throws Exception {
        AtomicInteger count = new AtomicInteger();
        try (Outbox outbox = new Outbox("delivery_retry");
                RawServer receiver = RawServer.start((request, connection, out) -> {
                    switch (count.incrementAndGet()) {
                        case 1 -> RawServer.write(out, 500, "broken");
                        case 2 -> connection.setSoLinger(true, 0);
                        default -> RawServer.write(out, 200, "");
                    }
                })) {
            Channel channel = outbox.webhook("on call", receiver.url());
            outbox.queue(Notices.firing("a"), channel);
            outbox.startInstance();
            outbox.awaitState(channel, "delivered", 1);
            assertThat(outbox.deliveries(channel).getFirst().attempts()).isEqualTo(3);
            assertThat(receiver.requests())
                    .extracting(request -> request.header("webhook-id"))
                    .containsOnly(Notices.firing("a").noticeId().toString())
                    .hasSize(3);
        }
    }

    @Test
    void deadLetterIsKeptWithItsErrorAndRetriedOnDemand() {
        AtomicInteger status = new AtomicInteger(503);
        try (Outbox outbox = new Outbox("delivery_dead");
                RawServer receiver = RawServer.start(
                        (request, connection, out) -> RawServer.write(out, status.get(), "out of order"))) {
            Channel channel = outbox.webhook("on call", receiver.url());
            outbox.queue(Notices.firing("a"), channel);
            outbox.queue(Notices.firing("b"), channel);
            DeliveryJob job = outbox.startInstance();
            outbox.awaitState(channel, "dead", 2);
            assertThat(outbox.deliveries(channel)).allSatisfy(delivery -> {
                assertThat(delivery.attempts()).isEqualTo(4);
                assertThat(delivery.lastError()).isEqualTo("answered 503");
            });
            status.set(200);
            RetryWriter retries = new RetryWriter(outbox.store);
            UUID first = outbox.deliveries(channel).getFirst().id();
            retries.retry("acme", channel.id(), first, outbox.now());
            job.wake();
            outbox.awaitState(channel, "delivered", 1);
            assertThat(retries.retryDead("acme", channel.id(), outbox.now())).isOne();
            outbox.awaitState(channel, "delivered", 2);
        }
    }

    @Test
    void noticeThatItsReceiverRefusesStepsAsideAndLaterOnesGoOn() {
        try (Outbox outbox = new Outbox("delivery_aside");
                RawServer receiver = RawServer.start((request, connection, out) ->
                        RawServer.write(out, request.text().contains("poison") ? 400 : 200, ""))) {
            Channel channel = outbox.webhook("on call", receiver.url());
            outbox.queue(Notices.firing("poison"), channel);
            outbox.queue(Notices.resolved("poison"), channel);
            IntStream.range(0, 10).forEach(index -> outbox.queue(Notices.firing("b" + index), channel));
            outbox.startInstance();
            outbox.awaitState(channel, "delivered", 10);
            outbox.awaitState(channel, "dead", 2);
            List<String> events = receiver.requests().stream()
                    .filter(request -> subject(request).equals("poison"))
                    .map(request -> notice(request).event().name())
                    .toList();
            assertThat(events)
                    .as("what resolves an alert does not overtake what fires it")
                    .containsExactly(
                            "FIRING", "FIRING", "FIRING", "FIRING", "RESOLVED", "RESOLVED", "RESOLVED", "RESOLVED");
        }
    }

    @Test
    void hangingAndBrokenChannelsHoldUpNoOther() {
        CountDownLatch end = new CountDownLatch(1);
        try (Outbox outbox = new Outbox("delivery_slow");
                RawServer hanging = RawServer.start((request, connection, out) -> end.await());
                RawServer broken = RawServer.start(answering(500, ""));
                RawServer good = RawServer.start(answering(200, ""))) {
            List<Channel> bad = IntStream.range(0, 20)
                    .mapToObj(index -> outbox.webhook("bad " + index, index % 2 == 0 ? hanging.url() : broken.url()))
                    .toList();
            Channel fine = outbox.webhook("fine", good.url());
            outbox.startInstance();
            for (int round = 0; round < 20; round++) {
                for (Channel channel : bad) {
                    outbox.queue(Notices.firing("b" + round), channel);
                }
            }
            Outbox.await(
                    () -> hanging.requests().size() >= 10,
                    () -> "hanging " + hanging.requests().size());
            for (int index = 0; index < 5; index++) {
                long began = System.nanoTime();
                outbox.queue(Notices.firing("f" + index), fine);
                outbox.awaitState(fine, "delivered", index + 1);
                assertThat((System.nanoTime() - began) / 1_000_000)
                        .as("millis from queueing to delivery, with ten channels that hang for two seconds each time")
                        .isLessThan(1_500);
            }
            end.countDown();
        }
    }

    @Test
    void retryAfterIsListenedToAndCapped() {
        AtomicInteger count = new AtomicInteger();
        try (Outbox outbox = new Outbox("delivery_retry_after");
                RawServer receiver = RawServer.start((request, connection, out) -> {
                    if (count.incrementAndGet() == 1) {
                        RawServer.write(out, 429, "", "Retry-After: 2");
                    } else {
                        RawServer.write(out, 200, "");
                    }
                });
                RawServer greedy = RawServer.start(answering(429, "", "Retry-After: 999999"))) {
            Channel channel = outbox.webhook("on call", receiver.url());
            Channel capped = outbox.webhook("greedy", greedy.url());
            long began = System.nanoTime();
            outbox.queue(Notices.firing("a"), channel, capped);
            outbox.queue(Notices.firing("b"), channel);
            outbox.startInstance();
            outbox.awaitState(channel, "delivered", 1);
            assertThat(System.nanoTime() - began)
                    .isGreaterThan(Duration.ofMillis(1_900).toNanos());
            assertThat(receiver.requests().size())
                    .as("nothing else went meanwhile")
                    .isLessThanOrEqualTo(3);
            Delivery waiting = outbox.deliveries(capped).getFirst();
            assertThat(waiting.nextAttemptAt())
                    .isBetween(
                            waiting.queuedAt().plusMillis(2_900),
                            waiting.queuedAt().plusSeconds(15));
        }
    }

    @Test
    void answerThatWasNotWrittenDownIsSentAgainUnderTheSameId() {
        // What a process that is killed between the answer and the commit leaves behind: the receiver has it, the
        // outbox does not know.
        try (Outbox outbox = new Outbox("delivery_kill");
                RawServer receiver = RawServer.start(answering(200, ""))) {
            Channel channel = outbox.webhook("on call", receiver.url());
            outbox.queue(Notices.firing("a"), channel);
            DeliveryWriter dying = new DeliveryWriter(outbox.store) {
                @Override
                void delivered(Channel to, List<Due> notices, Attempt attempt, @Nullable Instant tellAgainAt) {
                    throw new IllegalStateException("killed");
                }
            };
            DeliveryJob killed = new DeliveryJob(
                    new LeaseWriter(outbox.store),
                    dying,
                    outbox.targets(),
                    outbox.settings,
                    new SimpleMeterRegistry(),
                    Clock.systemUTC());
            killed.start();
            Outbox.await(() -> !receiver.requests().isEmpty(), () -> "nothing came");
            killed.close();
            assertThat(outbox.inState(channel, "queued")).isOne();
            int before = receiver.requests().size();
            long began = System.nanoTime();
            outbox.startInstance();
            outbox.awaitState(channel, "delivered", 1);
            assertThat(System.nanoTime() - began)
                    .as("the dead instance's lease runs out in seconds")
                    .isLessThan(Duration.ofSeconds(6).toNanos());
            assertThat(receiver.requests()).hasSize(before + 1);
            assertThat(receiver.requests())
                    .extracting(request -> request.header("webhook-id"))
                    .containsOnly(Notices.firing("a").noticeId().toString());
        }
    }

    @Test
    void channelOfAnInstanceThatDiedIsTakenOverWhenItsLeaseEnds() {
        try (Outbox outbox = new Outbox("delivery_lease");
                RawServer receiver = RawServer.start(answering(200, ""))) {
            Channel channel = outbox.webhook("on call", receiver.url());
            outbox.lostHolder(channel, Duration.ofSeconds(2));
            long began = System.nanoTime();
            outbox.queue(Notices.firing("a"), channel);
            outbox.startInstance();
            outbox.awaitState(channel, "delivered", 1);
            assertThat(System.nanoTime() - began)
                    .isBetween(
                            Duration.ofMillis(1_500).toNanos(),
                            Duration.ofSeconds(5).toNanos());
        }
    }

    @Test
    void twoInstancesAtOnceSendEveryNoticeAndAReceiverThatHonoursTheIdSeesEachOnce() {
        long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("DeliveryJobIT: seed " + seed);
        Random random = new Random(seed);
        Set<String> seen = ConcurrentHashMap.newKeySet();
        AtomicInteger requests = new AtomicInteger();
        try (Outbox outbox = new Outbox("delivery_two");
                RawServer receiver = RawServer.start((request, connection, out) -> {
                    requests.incrementAndGet();
                    seen.add(request.header("webhook-id") + " "
                            + notice(request).subject().name());
                    RawServer.write(out, 200, "");
                })) {
            List<Channel> channels = IntStream.range(0, 6)
                    .mapToObj(index -> outbox.webhook("channel " + index, receiver.url()))
                    .toList();
            outbox.startInstance();
            outbox.startInstance();
            Set<String> expected = new HashSet<>();
            for (int index = 0; index < 300; index++) {
                Channel channel = channels.get(random.nextInt(channels.size()));
                AlertNotice notice = Notices.firing("n" + index);
                outbox.queue(notice, channel);
                expected.add(notice.noticeId() + " n" + index);
            }
            Outbox.await(() -> seen.size() == 300, () -> seen.size() + " of 300");
            channels.forEach(channel -> Outbox.await(() -> outbox.inState(channel, "queued") == 0, () -> "queued"));
            assertThat(seen).isEqualTo(expected);
            assertThat(requests.get())
                    .as("requests: nobody died, so nothing went twice")
                    .isEqualTo(300);
        }
    }

    @Test
    void sendingThatTakesLongerThanTheLeaseKeepsItByRenewal() {
        try (Outbox outbox = new Outbox(
                        "delivery_renew",
                        new QuickSettings(Duration.ofMillis(800), Duration.ofMinutes(1), 4, "127.0.0.1:1"),
                        Clock.systemUTC(),
                        InetAddress::getAllByName);
                RawServer receiver = RawServer.start((request, connection, out) -> {
                    Thread.sleep(1_700);
                    RawServer.write(out, 200, "");
                })) {
            Channel channel = outbox.webhook("on call", receiver.url());
            outbox.queue(Notices.firing("a"), channel);
            outbox.startInstance();
            outbox.startInstance();
            outbox.awaitState(channel, "delivered", 1);
            assertThat(receiver.requests()).hasSize(1);
        }
    }

    @Test
    void channelWhoseHostHasMovedInsideSinceItWasRegisteredSendsNothing() {
        AtomicInteger lookups = new AtomicInteger();
        try (RawServer within = RawServer.start(answering(200, "secret"));
                Outbox outbox = new Outbox(
                        "delivery_rebinding",
                        new QuickSettings(),
                        Clock.systemUTC(),
                        host -> InetAddress.getAllByName(
                                lookups.incrementAndGet() == 1 ? "93.184.216.34" : "127.0.0.1"))) {
            Channel channel = outbox.channel(
                    "moved", "webhook", "\"url\":\"https://rebinding.example.com:" + within.port() + "/\"");
            outbox.queue(Notices.firing("a"), channel);
            outbox.startInstance();
            outbox.awaitState(channel, "dead", 1);
            assertThat(outbox.deliveries(channel).getFirst().lastError())
                    .startsWith("not sent: rebinding.example.com is 127.0.0.1, which is not public");
            assertThat(within.requests()).isEmpty();
        }
    }

    private static String subject(RawServer.Request request) {
        return notice(request).subject().name();
    }

    private static AlertNotice notice(RawServer.Request request) {
        try {
            return AlertNoticeJson.read(request.body());
        } catch (UnreadableRecordException broken) {
            throw new AssertionError(request.text(), broken);
        }
    }
}
