package io.tokenledger.client;

import static io.tokenledger.client.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on disk is sent, by whoever comes next, and a damaged file harms nobody. */
class SpillTest {
    @TempDir
    Path folder;

    private final TestSink sink = new TestSink(100);
    private final List<Loss> losses = new CopyOnWriteArrayList<>();

    private UsageClientBuilder client() {
        return UsageClient.to(sink)
                .spillTo(folder)
                .fsync(Fsync.NEVER)
                .retry(Duration.ofMillis(5), Duration.ofMillis(20))
                .closeTimeout(Duration.ZERO)
                .onLoss(losses::add);
    }

    private static Set<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "e" + i).collect(Collectors.toSet());
    }

    /** A segment written by hand, by the format's description. */
    private static byte[] segment(String... ids) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeBytes("TLSPILL1");
        for (String id : ids) {
            var payload = new ByteArrayOutputStream();
            var record = new DataOutputStream(payload);
            record.writeInt(id.length());
            record.writeBytes(id);
            record.write(EventJson.write(TestEvents.event(id)));
            var crc = new CRC32C();
            crc.update(payload.toByteArray());
            out.writeInt(payload.size());
            out.writeInt((int) crc.getValue());
            out.write(payload.toByteArray());
        }
        return bytes.toByteArray();
    }

    private void leave(String name, byte[] segment) throws IOException {
        Files.createDirectories(folder.resolve("slot-0"));
        Files.write(folder.resolve("slot-0").resolve(name), segment);
    }

    private List<Path> files(String suffix) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(suffix)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aDeadSinkFillsTheDiskAndNotTheMemoryAndGetsAllWhenItReturns() throws Exception {
        sink.from(TestSink.IS_DEAD);
        try (UsageClient client = client().buffer(1_000, 10_000_000).build()) {
            for (int i = 0; i < 20_000; i++) {
                assertThat(client.awaitRoom(Duration.ofSeconds(20))).isTrue();
                client.record(TestEvents.event("e" + i));
            }
            assertThat(client.stats().spilled()).isGreaterThan(15_000);
            assertThat(client.stats().trouble()).isEqualTo("dead");
            sink.from(TestSink.TAKES_ALL);
            assertThat(client.flush(Duration.ofSeconds(60))).isTrue();
            assertThat(new HashSet<>(sink.ids())).isEqualTo(ids(0, 20_000));
            eventually("nothing is left on disk", () -> files(".spill").isEmpty());
            assertThat(client.stats().lost()).isZero();
        }
    }

    @Test
    void bytesArriveAsTheyWereRecorded() throws Exception {
        sink.from(TestSink.IS_DEAD);
        byte[] odd = {0, -1, 10, '{', 13};
        List<byte[]> arrived = new CopyOnWriteArrayList<>();
        UsageClient client = client().build();
        client.recordJson("ö北", odd);
        client.recordJson("", new byte[0]);
        client.close();
        sink.from(batch -> {
            batch.forEach(event -> arrived.add(event.json()));
            return Delivery.Taken.ALL;
        });
        try (UsageClient _ = client().build()) {
            eventually("both are there", () -> arrived.size() == 2);
        }
        assertThat(sink.ids()).containsExactly("ö北", "");
        assertThat(arrived.get(0)).isEqualTo(odd);
        assertThat(arrived.get(1)).isEmpty();
    }

    @Test
    void leftoversOfOneProcessGoToTheNextOldestFirst() throws Exception {
        leave("000000000000000007.spill", segment("e2", "e3"));
        leave("000000000000000003.spill", segment("e0", "e1"));
        try (UsageClient client = client().build()) {
            eventually("all are sent", () -> sink.ids().size() == 4);
            client.record(TestEvents.event("new"));
            assertThat(client.flush(Duration.ofSeconds(10))).isTrue();
        }
        assertThat(sink.ids()).containsExactly("e0", "e1", "e2", "e3", "new");
        assertThat(files(".spill")).isEmpty();
    }

    @Test
    void aTornEndIsKeptAsideAndWhatComesBeforeIsSent() throws Exception {
        byte[] whole = segment("e0", "e1", "e2");
        byte[] two = segment("e0", "e1");
        leave("000000000000000001.spill", java.util.Arrays.copyOf(whole, two.length + 11));
        leave("000000000000000002.spill", segment("e3"));
        try (UsageClient client = client().build()) {
            eventually("what is whole is sent", () -> new HashSet<>(sink.ids()).equals(Set.of("e0", "e1", "e3")));
            eventually("the loss is told", () -> !losses.isEmpty());
            assertThat(client.stats().lost()).isEqualTo(1);
        }
        assertThat(losses).extracting(Loss::reason).containsExactly(Loss.Reason.UNREADABLE);
        assertThat(files("000000000000000001.spill"))
                .singleElement()
                .satisfies(kept -> assertThat(kept.getParent()).isEqualTo(folder.resolve("aside")))
                .satisfies(kept -> assertThat(kept).hasSize(two.length + 11));
    }

    @Test
    void damageAnywhereIsFoundAndHarmsNobody() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        String[] all = IntStream.range(0, 20).mapToObj(i -> "e" + i).toArray(String[]::new);
        byte[] whole = segment(all);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = whole.clone();
            int at = random.nextInt(damaged.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Path file = folder.resolve("damaged");
            Files.write(file, damaged);
            SegmentFile.Contents contents = SegmentFile.read(file);
            assertThat(contents.damage()).as("seed %d, byte %d", seed, at).isNotNull();
            var read = contents.events().stream().map(OutgoingEvent::id).toList();
            assertThat(read)
                    .as("seed %d, byte %d", seed, at)
                    .isEqualTo(List.of(all).subList(0, read.size()));
            int intact = at < 8 ? 0 : recordsBefore(all, at);
            assertThat(read).as("seed %d, byte %d", seed, at).hasSize(intact);
        }
    }

    private static int recordsBefore(String[] ids, int at) throws IOException {
        int records = 0;
        while (segment(java.util.Arrays.copyOf(ids, records + 1)).length <= at) {
            records++;
        }
        return records;
    }

    @Test
    void filesThatAreNoSegmentsAreKeptAside() throws Exception {
        leave("000000000000000001.spill", "hello, this is not a segment".getBytes(StandardCharsets.UTF_8));
        leave("000000000000000002.spill", new byte[0]);
        leave("000000000000000003.spill", new byte[64]);
        leave("000000000000000004.spill", segment());
        leave("000000000000000005.spill", segment("e0"));
        leave("notes.txt", new byte[] {1});
        try (UsageClient client = client().build()) {
            eventually("the segment is sent", () -> sink.ids().equals(List.of("e0")));
            assertThat(client.stats().lost()).isEqualTo(2);
        }
        try (Stream<Path> kept = Files.list(folder.resolve("aside"))) {
            assertThat(kept).hasSize(2);
        }
        assertThat(files("notes.txt")).hasSize(1);
    }

    @Test
    void beyondTheDiskLimitEventsStayInMemoryAndThenAreToldAsLost() throws Exception {
        sink.from(TestSink.IS_DEAD);
        try (UsageClient client =
                client().spillLimitBytes(20_000).buffer(50, 1_000_000).build()) {
            for (int i = 0; i < 1_000; i++) {
                client.record(TestEvents.event("e" + i));
                Thread.sleep(0, 200_000);
            }
            eventually("losses are told", () -> !losses.isEmpty());
            assertThat(client.stats().spilledBytes()).isLessThanOrEqualTo(20_000);
            assertThat(client.stats().lost()).isPositive();

            sink.from(TestSink.TAKES_ALL);
            assertThat(client.flush(Duration.ofSeconds(20))).isTrue();
            ClientStats stats = client.stats();
            assertThat(new HashSet<>(sink.ids()).size() + stats.lost())
                    .as("each event has arrived or is counted as lost")
                    .isEqualTo(1_000);
            eventually(
                    "every loss is told",
                    () -> losses.stream().mapToLong(Loss::events).sum() == stats.lost());
        }
    }

    @Test
    void whatOneProcessSharesWithAnotherIsItsOwnUntilItEnds() throws Exception {
        sink.from(TestSink.IS_DEAD);
        var clients = new ArrayList<UsageClient>();
        for (int i = 0; i < 3; i++) {
            UsageClient client = client().build();
            client.record(TestEvents.event("e" + i));
            clients.add(client);
        }
        eventually("each has spilled", () -> files(".spill").size() == 3);
        assertThat(files(".spill"))
                .extracting(file -> folder.relativize(file).getName(0).toString())
                .containsExactlyInAnyOrder("slot-0", "slot-1", "slot-2");
        clients.forEach(UsageClient::close);
        var next = new TestSink();
        try (UsageClient _ = UsageClient.to(next).spillTo(folder).build()) {
            eventually("one takes over from all", () -> new HashSet<>(next.ids()).equals(ids(0, 3)));
        }
    }

    @Test
    void aFolderThatCannotBeUsedIsToldAtTheStart() throws Exception {
        Path file = Files.writeString(folder.resolve("a-file"), "");
        assertThatThrownBy(() -> UsageClient.to(sink).spillTo(file).build())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("the spill folder " + file + " cannot be used");
    }

    @Test
    void aDiskThatFailsLaterLosesNothingThatFitsIntoMemory() throws Exception {
        sink.from(TestSink.IS_DEAD);
        try (UsageClient client = client().build()) {
            Files.delete(folder.resolve("slot-0/lock"));
            Files.delete(folder.resolve("slot-0"));
            for (int i = 0; i < 100; i++) {
                client.record(TestEvents.event("e" + i));
            }
            assertThat(client.flush(Duration.ofMillis(400))).isFalse();
            assertThat(client.stats().spilled()).isZero();
            sink.from(TestSink.TAKES_ALL);
            assertThat(client.flush(Duration.ofSeconds(10))).isTrue();
            assertThat(new HashSet<>(sink.ids())).isEqualTo(ids(0, 100));
        }
    }
}
