package io.tokenledger.bench.guard;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One kept-alive connection with one request at a time: the least that a client can cost, which shares the machine. */
final class OpenConnection implements AutoCloseable {
    private static final String LENGTH = "content-length:";
    private static final int STATUS_AT = 9;

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private final StringBuilder line = new StringBuilder();

    OpenConnection(URI service) throws IOException {
        socket = new Socket(service.getHost(), service.getPort());
        socket.setTcpNoDelay(true);
        out = socket.getOutputStream();
        in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
    }

    /** The bytes of a request without a body. */
    static byte[] get(URI service, String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: " + service.getAuthority() + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The bytes of a request with a body of JSON in ASCII. */
    static byte[] post(URI service, String path, String json) {
        return ("POST " + path + " HTTP/1.1\r\nHost: " + service.getAuthority()
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + json.length() + "\r\n\r\n" + json)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The body of the answer, which has to be 200. */
    byte[] ask(byte[] request) throws IOException {
        out.write(request);
        int status = Integer.parseInt(readLine().substring(STATUS_AT, STATUS_AT + 3));
        int length = -1;
        for (String header = readLine(); !header.isEmpty(); header = readLine()) {
            if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
        if (length < 0) {
            throw new IOException("an answer without a length, status " + status);
        }
        byte[] body = in.readNBytes(length);
        if (status != 200) {
            throw new IOException("status " + status + ": " + new String(body, StandardCharsets.UTF_8));
        }
        return body;
    }

    private String readLine() throws IOException {
        line.setLength(0);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed within an answer");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
