package io.tokenledger.report.delivery.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the system, and does not wait for ever: its own resolver may hang for half a minute and cannot be interrupted. */
public final class SystemLookup implements HostLookup {
    private final Duration limit;
    // Threads of the platform: a lookup blocks in native code, which would hold up other virtual threads.
    private final ExecutorService lookups = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("host-lookup-", 0).daemon().factory());

    public SystemLookup(Duration limit) {
        this.limit = limit;
    }

    @Override
    public InetAddress[] addresses(String host) throws UnknownHostException {
        Future<InetAddress[]> lookup = lookups.submit(() -> InetAddress.getAllByName(host));
        try {
            return lookup.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            throw unknown(host + ": no answer from the name service within " + limit.toMillis() + " ms", slow);
        } catch (ExecutionException failed) {
            throw unknown(host + ": the name service knows no address", failed);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw unknown(host + ": interrupted while asking the name service", ended);
        }
    }

    private static UnknownHostException unknown(String message, Exception cause) {
        UnknownHostException unknown = new UnknownHostException(message);
        unknown.initCause(cause);
        return unknown;
    }
}
