package io.tokenledger.client;

import io.tokenledger.client.http.HttpSink;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** An application in a JVM of its own, with nothing on its class path but the client and Jackson's core. */
public final class ChildApplication {
    private ChildApplication() {}

    /**
     * Arguments: URL, spill folder, number of the first event and of the last, and whether it ends in order by its shutdown
     * hook. Says "spilled" once all is on disk, and then waits to be killed.
     */
    public static void main(String[] args) throws InterruptedException {
        boolean inOrder = Boolean.parseBoolean(args[4]);
        UsageClientBuilder builder = UsageClient.to(HttpSink.to(URI.create(args[0])))
                .spillTo(Path.of(args[1]))
                .retry(Duration.ofMillis(5), Duration.ofMillis(20))
                .closeTimeout(Duration.ofMillis(200));
        UsageClient client = (inOrder ? builder.closeAtShutdown() : builder).build();
        for (int i = Integer.parseInt(args[2]); i < Integer.parseInt(args[3]); i++) {
            client.record(UsageEvent.builder()
                    .id("e" + i)
                    .source("child")
                    .attribution(Attribution.of("acme"))
                    .provider("openai")
                    .model("o4-mini")
                    .usage(UsageCounts.of(1, 1))
                    .build());
        }
        if (inOrder) {
            return;
        }
        while (client.stats().bufferedEvents() > 0) {
            Thread.sleep(5);
        }
        System.out.println("spilled");
        for (int i = 0; ; i++) { // Killed in the middle of this.
            String json = "{\"id\":\"later-" + i + "\",\"pad\":\"" + "x".repeat(1_000) + "\"}";
            client.recordJson("later-" + i, json.getBytes(StandardCharsets.UTF_8));
            Thread.sleep(0, 100_000);
        }
    }
}
