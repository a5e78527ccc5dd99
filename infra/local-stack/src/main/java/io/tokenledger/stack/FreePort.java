package io.tokenledger.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports on 127.0.0.1 that nobody listens on. */
public final class FreePort {
    /** Below the range from which systems take the ports of outgoing connections: those cannot come in between. */
    private static final int FIRST = 20_000;

    private static final int LAST = 32_000;

    /** Handed out by this JVM before: never again, the taker may not listen yet. */
    private static final Set<Integer> HANDED_OUT = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /** A free port; the same JVM never gets the same one twice. */
    public static int next() {
        for (int attempt = 0; attempt < LAST - FIRST; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (HANDED_OUT.add(port) && isFree(port)) {
                return port;
            }
        }
        throw new StackFailure("no free port on 127.0.0.1 between " + FIRST + " and " + LAST);
    }

    /** Whether a server could listen on that port of 127.0.0.1 now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }
}
