package io.tokenledger.client.kafka;

import static io.tokenledger.client.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.client.TestEvents;
import io.tokenledger.client.UsageClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a broker: nobody waits for it, and nothing is lost. With one, see the end-to-end tests. */
class KafkaSinkTest {
    private static KafkaSink sink(String bootstrap) {
        return KafkaSink.builder(bootstrap)
                .property("max.block.ms", 300)
                .property("request.timeout.ms", 300)
                .property("delivery.timeout.ms", 1_000)
                .build();
    }

    @Test
    void aBrokerThatIsNotThereIsTroubleAndNoFailure(@TempDir Path folder) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertKept(folder, sink("127.0.0.1:" + port));
    }

    @Test
    void aBrokerThatNeverAnswersIsTroubleAndNoFailure(@TempDir Path folder) throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertKept(folder, sink("127.0.0.1:" + deaf.getLocalPort()));
        }
    }

    @Test
    void aNameThatIsUnknownIsTroubleAndNoFailure(@TempDir Path folder) throws Exception {
        assertKept(folder, sink("broker.invalid:9092"));
    }

    private static void assertKept(Path folder, KafkaSink sink) throws IOException, InterruptedException {
        UsageClient client = UsageClient.to(sink)
                .spillTo(folder)
                .retry(Duration.ofMillis(50), Duration.ofMillis(50))
                .build();
        for (int i = 0; i < 1_000; i++) {
            client.record(TestEvents.event("e" + i));
        }
        eventually("the trouble is seen", () -> client.stats().trouble() != null);
        assertThat(client.stats().trouble()).contains("Kafka does not take events");
        eventually("it is tried again, and all is on disk", () -> client.stats().spilled() >= 1_000);
        long began = System.nanoTime();
        assertThat(client.close(Duration.ofMillis(100))).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
        assertThat(client.stats().lost()).isZero();
        assertThat(client.stats().delivered()).isZero();
        assertThat(client.stats().spilledBytes()).isPositive();
    }
}
