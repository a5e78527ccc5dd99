package io.tokenledger.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.stack.LocalStack;
import io.tokenledger.stack.Ports;
import io.tokenledger.stack.Service;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Two hundred senders that never finish do not keep the front door from others, and are sent away. */
class SlowSenderE2E {
    private static final int SENDERS = 200;
    private static final long LIMIT_MILLIS = 3_000;

    @Test
    void aBodyThatComesAByteAtATimeIsEndedAndOthersAreServedMeanwhile() throws Exception {
        Path folder = Path.of("target", "slow-" + UUID.randomUUID());
        try (LocalStack stack = LocalStack.builder(LocalStack.home())
                .dataDirectory(folder)
                .ports(Ports.free())
                .services(Service.INGEST)
                .environment(Service.INGEST, "TOKENLEDGER_INGEST_REQUEST_READ_TIMEOUT", LIMIT_MILLIS + "ms")
                .progress(System.out::println)
                .start()) {
            URI ingest = URI.create(stack.ingestUrl());
            var senders = new ArrayList<Socket>();
            try {
                for (int i = 0; i < SENDERS; i++) {
                    senders.add(slow(ingest));
                }
                given().baseUri(stack.ingestUrl())
                        .contentType("application/json")
                        .body(TestEvent.random("slow", "quick", new java.util.Random(1))
                                .json())
                        .post("/v1/events")
                        .then()
                        .statusCode(202);
                for (Socket sender : senders) {
                    assertThat(answer(sender)).contains("408").contains("request.too_slow");
                }
            } finally {
                for (Socket sender : senders) {
                    sender.close();
                }
            }
        }
    }

    private static Socket slow(URI ingest) throws IOException {
        var socket = new Socket(ingest.getHost(), ingest.getPort());
        socket.setSoTimeout(20_000);
        OutputStream out = socket.getOutputStream();
        out.write(("POST /v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 1000\r\n\r\n{")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return socket;
    }

    /** Goes on sending, a byte at a time, until the answer is there. */
    private static String answer(Socket socket) throws IOException, InterruptedException {
        List<Exception> sending = new ArrayList<>();
        while (socket.getInputStream().available() == 0 && sending.isEmpty()) {
            try {
                socket.getOutputStream().write(' ');
            } catch (SocketException closed) {
                sending.add(closed);
            }
            Thread.sleep(50);
        }
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
