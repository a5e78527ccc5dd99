package io.tokenledger.report.delivery.http;

import static io.tokenledger.report.fixture.RawServer.answering;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.report.fixture.RawServer;
import io.tokenledger.report.fixture.TestTls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against servers that mean no good. */
@Timeout(60)
class GuardedHttpTest {
    private static final Duration LIMIT = Duration.ofMillis(1500);
    private static final long SOON_MILLIS = 6_000;
    private static final byte[] BODY = "{\"a\":1}".getBytes(UTF_8);
    private static final List<Network> LOOPBACK = List.of(Network.of("127.0.0.0/8"), Network.of("::1/128"));

    @Test
    void postReachesAnAllowedTargetAsItIs() throws Exception {
        try (RawServer server = RawServer.start(answering(202, "thanks", "Retry-After: 7"))) {
            HttpAnswer answer = http(InetAddress::getAllByName)
                    .post(server.url(), Map.of("webhook-id", "n1", "Content-Type", "application/json"), BODY, true);
            assertThat(answer).isEqualTo(new HttpAnswer(202, "7", "thanks"));
            RawServer.Request request = server.requests().getFirst();
            assertThat(request.line()).isEqualTo("POST /hook HTTP/1.1");
            assertThat(request.body()).isEqualTo(BODY);
            assertThat(request.header("webhook-id")).isEqualTo("n1");
            assertThat(request.header("content-type")).isEqualTo("application/json");
            assertThat(request.header("host")).isEqualTo("127.0.0.1:" + server.port());
            assertThat(request.headers())
                    .doesNotContainKeys("accept-encoding", "cookie", "upgrade", "authorization", "proxy-authorization");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://169.254.169.254/latest/meta-data/", "http://[::1]:%d/hook", "http://127.0.0.1:%d/hook"})
    void redirectIsNotFollowed(String location) throws Exception {
        try (RawServer within = RawServer.start(answering(200, "secret"));
                RawServer server =
                        RawServer.start(answering(302, "moved", "Location: " + location.formatted(within.port())))) {
            HttpAnswer answer = http(InetAddress::getAllByName).post(server.url(), Map.of(), BODY, true);
            assertThat(answer.status()).isEqualTo(302);
            assertThat(server.requests()).hasSize(1);
            assertThat(within.requests()).isEmpty();
        }
    }

    @Test
    void hostThatWasPublicWhenItWasRegisteredIsNotConnectedToWhenItIsNot() throws Exception {
        try (RawServer within = RawServer.start(answering(200, "secret"))) {
            Changing dns = new Changing("93.184.216.34", "127.0.0.1");
            TargetGuard guard = new TargetGuard(dns, List.of(), true);
            URI url = within.url("rebinding.example.com");
            assertThat(guard.check(url.toString(), false)).isEqualTo(url);
            assertThatThrownBy(() ->
                            new GuardedHttp(guard, LIMIT, SSLContext.getDefault()).post(url, Map.of(), BODY, false))
                    .isInstanceOf(ForbiddenTargetException.class)
                    .hasMessageContaining("127.0.0.1");
            assertThat(within.requests()).isEmpty();
        }
    }

    @Test
    void connectionGoesToTheVeryAddressThatWasJudged() throws Exception {
        try (RawServer allowed = RawServer.start(answering(200, "allowed"));
                RawServer other = RawServer.start("127.0.0.2", allowed.port(), null, answering(200, "secret"))) {
            Changing dns = new Changing("127.0.0.1", "127.0.0.2");
            TargetGuard guard = new TargetGuard(dns, List.of(Network.of("127.0.0.1/32")), false);
            GuardedHttp http = new GuardedHttp(guard, LIMIT, SSLContext.getDefault());
            URI url = allowed.url("changing.example.com");
            assertThat(http.post(url, Map.of(), BODY, true).body()).isEqualTo("allowed");
            assertThat(dns.asked).as("lookups for one request").hasSize(1);
            assertThatThrownBy(() -> http.post(url, Map.of(), BODY, true)).hasMessageContaining("127.0.0.2");
            assertThat(allowed.requests()).hasSize(1);
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void addressThatIsNotPublicIsNotConnectedToWhateverWasRegistered() throws Exception {
        try (RawServer within = RawServer.start(answering(200, "secret"))) {
            GuardedHttp http = new GuardedHttp(
                    new TargetGuard(InetAddress::getAllByName, LOOPBACK, true), LIMIT, SSLContext.getDefault());
            assertThatThrownBy(() -> http.post(within.url(), Map.of(), BODY, false))
                    .isInstanceOf(ForbiddenTargetException.class);
            assertThat(within.requests()).isEmpty();
        }
    }

    @Test
    void proxyOfTheMachineIsNotUsed() throws Exception {
        String before = System.getProperty("http.proxyHost");
        try (RawServer proxy = RawServer.start(answering(200, "proxied"));
                RawServer server = RawServer.start(answering(200, "direct"))) {
            System.setProperty("http.proxyHost", "127.0.0.1");
            System.setProperty("http.proxyPort", String.valueOf(proxy.port()));
            System.setProperty("http.nonProxyHosts", "");
            assertThat(http(InetAddress::getAllByName)
                            .post(server.url(), Map.of(), BODY, true)
                            .body())
                    .isEqualTo("direct");
            assertThat(proxy.requests()).isEmpty();
        } finally {
            System.clearProperty("http.proxyPort");
            System.clearProperty("http.nonProxyHosts");
            if (before == null) {
                System.clearProperty("http.proxyHost");
            } else {
                System.setProperty("http.proxyHost", before);
            }
        }
    }

    @Test
    void serverThatNeverAnswersIsLeftAfterTheLimit() {
        assertCut((request, connection, out) -> Thread.sleep(SOON_MILLIS * 10));
    }

    @Test
    void headersThatDribbleInAreCutByTheLimitForAll() {
        assertCut((request, connection, out) -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(UTF_8));
            for (int index = 0; ; index++) {
                out.write(("X-" + index + ": 1\r\n").getBytes(UTF_8));
                out.flush();
                Thread.sleep(100);
            }
        });
    }

    @Test
    void statusLineThatDribblesInIsCutByTheLimitForAll() {
        assertCut((request, connection, out) -> dribble(out, "HTTP/1.1 200 " + "O".repeat(10_000)));
    }

    @Test
    void interimAnswersWithoutEndAreCutByTheLimitForAll() {
        assertCut((request, connection, out) -> {
            while (true) {
                out.write("HTTP/1.1 102 Processing\r\n\r\n".getBytes(UTF_8));
                out.flush();
                Thread.sleep(20);
            }
        });
    }

    @Test
    void bodyThatDribblesInDoesNotTakeTheStatusAway() throws Exception {
        try (RawServer server = RawServer.start((request, connection, out) -> {
            out.write("HTTP/1.1 500 Broken\r\nContent-Length: 10000\r\n\r\n".getBytes(UTF_8));
            dribble(out, "x".repeat(10_000));
        })) {
            long began = System.nanoTime();
            assertThat(http(InetAddress::getAllByName)
                            .post(server.url(), Map.of(), BODY, true)
                            .status())
                    .isEqualTo(500);
            assertThat(millisSince(began)).isBetween(LIMIT.toMillis() - 100, SOON_MILLIS);
        }
    }

    @Test
    void giantBodyIsReadUpToTheCapAndTheConnectionIsClosed() throws Exception {
        AtomicLong sent = new AtomicLong();
        CountDownLatch broken = new CountDownLatch(1);
        try (RawServer server = RawServer.start((request, connection, out) -> {
            connection.setSendBufferSize(64 * 1024);
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000000000\r\n\r\n".getBytes(UTF_8));
            byte[] block = new byte[64 * 1024];
            try {
                while (true) {
                    out.write(block);
                    sent.addAndGet(block.length);
                }
            } finally {
                broken.countDown();
            }
        })) {
            long began = System.nanoTime();
            HttpAnswer answer = http(InetAddress::getAllByName).post(server.url(), Map.of(), BODY, true);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).hasSize(64 * 1024);
            assertThat(millisSince(began)).isLessThan(LIMIT.toMillis());
            broken.await();
            assertThat(sent.get()).as("bytes that went out").isLessThan(32L * 1024 * 1024);
        }
    }

    @Test
    void compressedBodyIsNotDecompressed() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new byte[20_000_000]);
        }
        try (RawServer server = RawServer.start((request, connection, out) -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.size() + "\r\n\r\n")
                    .getBytes(UTF_8));
            out.write(bomb.toByteArray());
        })) {
            HttpAnswer answer = http(InetAddress::getAllByName).post(server.url(), Map.of(), BODY, true);
            assertThat(answer.body().length()).isLessThanOrEqualTo(bomb.size());
        }
    }

    @Test
    void endlessHeaderLineAndEndlessHeadersAreRefused() {
        assertRefusedAnswer((request, connection, out) -> {
            out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(UTF_8));
            while (true) {
                out.write("a".repeat(4096).getBytes(UTF_8));
            }
        });
        assertRefusedAnswer((request, connection, out) -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(UTF_8));
            while (true) {
                out.write("X: y\r\n".getBytes(UTF_8));
            }
        });
    }

    @Test
    void connectionThatIsResetOrClosedOrRefusedIsTold() throws Exception {
        assertRefusedAnswer((request, connection, out) -> connection.setSoLinger(true, 0));
        assertRefusedAnswer((request, connection, out) -> out.write("HTTP/1.1 2".getBytes(UTF_8)));
        assertRefusedAnswer((request, connection, out) -> out.write("SSH-2.0-OpenSSH_9\r\n".getBytes(UTF_8)));
        URI gone;
        try (RawServer server = RawServer.start(answering(200, ""))) {
            gone = server.url();
        }
        assertThatThrownBy(() -> http(InetAddress::getAllByName).post(gone, Map.of(), BODY, true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("refused");
    }

    @Test
    void serverThatDoesNotEvenAcceptIsLeftAfterTheLimit() throws Exception {
        try (ServerSocket full = new ServerSocket()) {
            full.bind(new InetSocketAddress(InetAddress.getAllByName("127.0.0.1")[0], 0), 1);
            List<Socket> waiting = new ArrayList<>();
            for (int index = 0; index < 3; index++) {
                Socket socket = new Socket();
                waiting.add(socket);
                Thread.ofVirtual().start(() -> connect(socket, full.getLocalPort()));
            }
            Thread.sleep(300); // its backlog fills up
            long began = System.nanoTime();
            assertThatThrownBy(() -> http(InetAddress::getAllByName)
                            .post(URI.create("http://127.0.0.1:" + full.getLocalPort() + "/"), Map.of(), BODY, true))
                    .isInstanceOf(IOException.class);
            assertThat(millisSince(began)).isLessThan(SOON_MILLIS);
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void lookupThatHangsIsLeftAfterTheLimit() {
        long began = System.nanoTime();
        assertThatThrownBy(() -> http(host -> {
                            try {
                                Thread.sleep(SOON_MILLIS * 10);
                            } catch (InterruptedException ended) {
                                throw new UnknownHostException("interrupted");
                            }
                            return InetAddress.getAllByName("127.0.0.1");
                        })
                        .post(URI.create("http://slow.example.com:8080/"), Map.of(), BODY, true))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(millisSince(began)).isLessThan(SOON_MILLIS);
    }

    @Test
    void certificateIsHeldAgainstTheHostThatWasNamed() throws Exception {
        TestTls tls = TestTls.of("right.example.com");
        try (RawServer server = RawServer.start("127.0.0.1", 0, tls.server(), answering(200, "over tls"))) {
            GuardedHttp http = new GuardedHttp(
                    new TargetGuard(host -> InetAddress.getAllByName("127.0.0.1"), LOOPBACK, false),
                    LIMIT,
                    tls.client());
            assertThat(http.post(server.url("right.example.com"), Map.of(), BODY, true)
                            .body())
                    .isEqualTo("over tls");
            assertThatThrownBy(() -> http.post(server.url("wrong.example.com"), Map.of(), BODY, true))
                    .isInstanceOf(SSLException.class);
            assertThatThrownBy(() -> http(host -> InetAddress.getAllByName("127.0.0.1"))
                            .post(server.url("right.example.com"), Map.of(), BODY, true))
                    .as("an authority that nobody trusts")
                    .isInstanceOf(SSLException.class);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void tlsThatIsNeverFinishedIsLeftAfterTheLimit() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getAllByName("127.0.0.1")[0])) {
            long began = System.nanoTime();
            assertThatThrownBy(() -> http(InetAddress::getAllByName)
                            .post(URI.create("https://127.0.0.1:" + silent.getLocalPort() + "/"), Map.of(), BODY, true))
                    .isInstanceOf(IOException.class);
            assertThat(millisSince(began)).isLessThan(SOON_MILLIS);
        }
    }

    @Test
    void tlsServerThatNeverAnswersIsLeftAfterTheLimit() throws Exception {
        TestTls tls = TestTls.of("right.example.com");
        try (RawServer server = RawServer.start(
                "127.0.0.1", 0, tls.server(), (request, connection, out) -> Thread.sleep(SOON_MILLIS * 10))) {
            GuardedHttp http = new GuardedHttp(
                    new TargetGuard(host -> InetAddress.getAllByName("127.0.0.1"), LOOPBACK, false),
                    LIMIT,
                    tls.client());
            long began = System.nanoTime();
            assertThatThrownBy(() -> http.post(server.url("right.example.com"), Map.of(), BODY, true))
                    .isInstanceOf(InterruptedIOException.class);
            assertThat(millisSince(began)).isBetween(LIMIT.toMillis() - 100, LIMIT.toMillis() + 1_000);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void literalOfIpv6IsConnectedTo() throws Exception {
        try (RawServer server = RawServer.start("::1", 0, null, answering(200, "six"))) {
            assertThat(http(InetAddress::getAllByName)
                            .post(server.url("[::1]"), Map.of(), BODY, true)
                            .body())
                    .isEqualTo("six");
        }
    }

    private static void assertCut(RawServer.Behaviour behaviour) {
        try (RawServer server = RawServer.start(behaviour)) {
            long began = System.nanoTime();
            assertThatThrownBy(() -> http(InetAddress::getAllByName).post(server.url(), Map.of(), BODY, true))
                    .isInstanceOf(IOException.class);
            assertThat(millisSince(began)).as("millis").isBetween(LIMIT.toMillis() - 100, SOON_MILLIS);
        }
    }

    private static void assertRefusedAnswer(RawServer.Behaviour behaviour) {
        try (RawServer server = RawServer.start(behaviour)) {
            assertThatThrownBy(() -> http(InetAddress::getAllByName).post(server.url(), Map.of(), BODY, true))
                    .isInstanceOf(IOException.class);
        }
    }

    private static GuardedHttp http(HostLookup lookup) {
        try {
            return new GuardedHttp(new TargetGuard(lookup, LOOPBACK, false), LIMIT, SSLContext.getDefault());
        } catch (NoSuchAlgorithmException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }

    private static void dribble(OutputStream out, String text) throws IOException, InterruptedException {
        for (byte each : text.getBytes(UTF_8)) {
            out.write(each);
            out.flush();
            Thread.sleep(50);
        }
    }

    private static void connect(Socket socket, int port) {
        try {
            socket.connect(new InetSocketAddress(InetAddress.getAllByName("127.0.0.1")[0], port));
        } catch (IOException full) {
            // That is the point.
        }
    }

    private static long millisSince(long began) {
        return (System.nanoTime() - began) / 1_000_000;
    }

    /** A name service that says something else each time, and then the last again. */
    private static final class Changing implements HostLookup {
        private final Deque<String> answers;
        private final List<String> asked = new ArrayList<>();

        Changing(String... answers) {
            this.answers = new ArrayDeque<>(List.of(answers));
        }

        @Override
        public InetAddress[] addresses(String host) throws UnknownHostException {
            asked.add(host);
            String answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
            return InetAddress.getAllByName(answer);
        }
    }
}
