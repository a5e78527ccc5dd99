package io.tokenledger.ingest.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OccurrenceTableTest {
    @TempDir
    Path folder;

    private static byte[] hash(long high, int low) {
        return ByteBuffer.allocate(32).putLong(high).putInt(low).array();
    }

    @Test
    void countsLikeAMapThroughAllItsGrowth() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        Map<Long, Integer> truth = new HashMap<>();
        try (var table = new OccurrenceTable(folder)) {
            for (int i = 0; i < 300_000; i++) {
                // A few thousand of them often, and neighbours that want the same slots.
                long high = random.nextInt(3) == 0 ? random.nextInt(2_000) : random.nextLong() & ~0xFFFL;
                assertThat(table.next(hash(high, 7))).isEqualTo(truth.merge(high, 1, Integer::sum));
            }
        }
    }

    @Test
    void bothPartsOfTheHashCount() throws Exception {
        try (var table = new OccurrenceTable(folder)) {
            assertThat(table.next(hash(0, 0))).isEqualTo(1);
            assertThat(table.next(hash(0, -1))).isEqualTo(1);
            assertThat(table.next(hash(-1, 0))).isEqualTo(1);
            assertThat(table.next(hash(0, 0))).isEqualTo(2);
        }
    }

    @Test
    void nothingStaysBehind() throws Exception {
        try (var table = new OccurrenceTable(folder)) {
            assertThat(table.next(hash(1, 1))).isEqualTo(1);
        }
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aFolderThatIsNotThereIsTold() {
        try (var table = new OccurrenceTable(folder.resolve("missing"))) {
            assertThatThrownBy(() -> table.next(hash(1, 1)))
                    .isInstanceOf(StorageFailedException.class)
                    .hasMessageStartingWith("no room to count 0 lines");
        }
    }
}
