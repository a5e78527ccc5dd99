package io.tokenledger.report.delivery.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Posts to targets that users name. The host is looked up once per request; every address is judged, and the connection
 * goes to those that were judged. No redirects, no proxies, no cookies, no decompression, no connection that was kept; a
 * limit for the whole of it, whatever dribbles in, and one for what is read.
 */
public final class GuardedHttp {
    private static final int MOST_BODY_BYTES = 64 * 1024;
    private static final Http1Config HEADER_LIMITS = Http1Config.custom()
            .setMaxLineLength(8 * 1024)
            .setMaxHeaderCount(100)
            .build();

    private final TargetGuard guard;
    private final Duration limit;
    private final SSLContext tls;

    /** @param limit from looking up the host to the end of the answer */
    public GuardedHttp(TargetGuard guard, Duration limit, SSLContext tls) {
        this.guard = guard;
        this.limit = limit;
        this.tls = tls;
    }

    /** Posts once. Thrown where there was no answer: what went wrong is in the message. */
    public HttpAnswer post(URI target, Map<String, String> headers, byte[] body, boolean allowPrivate)
            throws IOException {
        HttpPost request = new HttpPost(target);
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(body, null));
        AtomicReference<HttpAnswer> begun = new AtomicReference<>();
        CloseableHttpClient client = client(target, allowPrivate);
        FutureTask<HttpAnswer> exchange = new FutureTask<>(() -> client.execute(
                new HttpHost(target.getScheme(), TargetGuard.host(target), target.getPort()),
                request,
                response -> read(response, request, begun)));
        Thread.ofVirtual().name("post").start(exchange);
        try {
            return await(exchange, begun);
        } finally {
            cut(request, client);
        }
    }

    private HttpAnswer await(FutureTask<HttpAnswer> exchange, AtomicReference<HttpAnswer> begun) throws IOException {
        try {
            return exchange.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            HttpAnswer answered = begun.get();
            if (answered != null) {
                return answered; // the status counts; the rest of the body is nobody's concern
            }
            throw new InterruptedIOException("no answer within " + limit.toMillis() + " ms in all");
        } catch (ExecutionException failed) {
            HttpAnswer answered = begun.get();
            if (answered != null) {
                return answered;
            }
            throw failed.getCause() instanceof IOException trouble ? trouble : new IOException(failed.getCause());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the service is ending");
        }
    }

    /** Without a farewell, and from another thread: whatever the exchange waits for, nobody waits for it. */
    private static void cut(HttpPost request, CloseableHttpClient client) {
        Thread.ofVirtual().name("cut").start(() -> {
            request.cancel();
            client.close(CloseMode.IMMEDIATE);
        });
    }

    private static HttpAnswer read(ClassicHttpResponse response, HttpPost request, AtomicReference<HttpAnswer> begun)
            throws IOException {
        Header retryAfter = response.getFirstHeader("Retry-After");
        String retry = retryAfter == null ? null : retryAfter.getValue();
        begun.set(new HttpAnswer(response.getCode(), retry, ""));
        HttpAnswer answer = new HttpAnswer(response.getCode(), retry, body(response.getEntity()));
        begun.set(answer);
        request.cancel(); // closes the connection: else the client would read the rest, however large, to keep it
        return answer;
    }

    private static String body(@Nullable HttpEntity entity) throws IOException {
        if (entity == null) {
            return "";
        }
        InputStream content = entity.getContent();
        return new String(content.readNBytes(MOST_BODY_BYTES), StandardCharsets.UTF_8);
    }

    private CloseableHttpClient client(URI target, boolean allowPrivate) {
        return HttpClients.custom()
                .setConnectionManager(connections(target, allowPrivate))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(limit))
                        .setConnectionRequestTimeout(Timeout.of(limit))
                        .setProtocolUpgradeEnabled(false)
                        .setAuthenticationEnabled(false)
                        .setRedirectsEnabled(false)
                        .build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setUserAgent("TokenLedger")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    private HttpClientConnectionManager connections(URI target, boolean allowPrivate) {
        Timeout half = Timeout.of(limit.dividedBy(2));
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new Pinned(target, allowPrivate))
                .setTlsSocketStrategy(
                        ClientTlsStrategyBuilder.create().setSslContext(tls).buildClassic())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(HEADER_LIMITS)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(half)
                        .setSocketTimeout(Timeout.of(limit))
                        .build())
                .build();
    }

    /** Hands the client the addresses that the guard has judged, for this target and no other. */
    private final class Pinned implements DnsResolver {
        private final URI target;
        private final boolean allowPrivate;

        Pinned(URI target, boolean allowPrivate) {
            this.target = target;
            this.allowPrivate = allowPrivate;
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            if (!host.equals(TargetGuard.host(target))) {
                throw new ForbiddenTargetException("the request was for " + TargetGuard.host(target) + ", not " + host);
            }
            return guard.addresses(target, allowPrivate);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
