package io.tokenledger.ingest.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.ingest.pipeline.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class StreamedFileTest {
    private static final String HEADER = "time,tenant,provider,model,input_tokens,output_tokens\n";
    private static final String ROW = "2026-11-20T10:15:30Z,acme,openai,o3,%d,2\n";

    /** Rows that are made when they are read, so that the file is nowhere. */
    private static final class Generated extends InputStream {
        private final long rows;
        private byte[] line = HEADER.getBytes(StandardCharsets.UTF_8);
        private int at;
        private long made;
        private long read;

        Generated(long rows) {
            this.rows = rows;
        }

        @Override
        public int read() {
            throw new AssertionError("bytes are not to be read one by one");
        }

        @Override
        public int read(byte[] to, int from, int length) {
            if (at == line.length) {
                if (made == rows) {
                    return -1;
                }
                line = ("2026-11-20T10:15:30Z,acme,openai,o3," + made++ % 1000 + ",2\n")
                        .getBytes(StandardCharsets.UTF_8);
                at = 0;
            }
            int count = Math.min(length, line.length - at);
            System.arraycopy(line, at, to, from, count);
            at += count;
            read += count;
            return count;
        }
    }

    /** Counts, and looks at how much was read beyond what it was given. */
    private static final class Counting implements FileImport.Sink<RuntimeException> {
        private final Generated file;
        private long accepted;
        private long lastLine;
        private int largestSlice;
        private long furthestAhead;

        Counting(Generated file) {
            this.file = file;
        }

        @Override
        public void take(List<DecidedLine> slice) {
            for (DecidedLine line : slice) {
                assertThat(line.line()).isGreaterThan(lastLine);
                lastLine = line.line();
                accepted += line.outcome() instanceof Outcome.Accepted ? 1 : 0;
            }
            largestSlice = Math.max(largestSlice, slice.size());
            furthestAhead = Math.max(furthestAhead, file.made - accepted);
        }
    }

    @Test
    void twoMillionLinesAreNeverHeldBeyondOneSlice() throws Exception {
        var file = new Generated(2_000_000);
        var sink = new Counting(file);
        FileImport run = Imports.of(Imports.request("format=csv"), file, Imports.LIMITS);
        run.run(sink);

        assertThat(sink.accepted).isEqualTo(2_000_000);
        assertThat(sink.lastLine).isEqualTo(2_000_001);
        assertThat(sink.largestSlice).isEqualTo(1000);
        // The rest is what the CSV reader and its decoder have in their buffers.
        assertThat(sink.furthestAhead).isLessThan(5000);
        assertThat(run.bytes()).isEqualTo(file.read);
    }

    @Test
    void longLinesMakeASliceShort() throws Exception {
        var limits = new ImportLimits(1L << 40, 1 << 20, 1000, 10_000, Imports.LIMITS.folder());
        String pad = "x".repeat(3000);
        var sizes = new ArrayList<Integer>();
        String file = (HEADER.strip() + ",comment\n") + (ROW.formatted(1).strip() + "," + pad + "\n").repeat(10);
        Imports.of(Imports.request("format=csv"), stream(file), limits).run(slice -> sizes.add(slice.size()));
        assertThat(sizes).containsExactly(4, 4, 2);
    }

    @Test
    void aLineOfJsonThatIsTooLongIsOneRejection() throws Exception {
        String row =
                "{\"time\":1795169730,\"tenant\":\"acme\",\"provider\":\"openai\",\"model\":\"o3\",\"input_tokens\":1";
        String file = row + "}\n" + row + ",\"x\":\"" + "y".repeat(2 << 20) + "\"}\n" + row + "}";
        List<DecidedLine> lines = Imports.run(Imports.request("format=jsonl"), file);

        assertThat(lines).hasSize(3);
        assertThat(Imports.rejected(lines.get(1)))
                .matches("event.too_large: the line has 20\\d{5} bytes: at most 1048576");
        assertThat(Imports.accepted(lines.get(2)).id())
                .isNotEqualTo(Imports.accepted(lines.get(0)).id());
    }

    @Test
    void gzipIsUnpackedAndOfSeveralMembersToo() throws Exception {
        String file = HEADER + ROW.formatted(1) + ROW.formatted(2);
        var packed = new ByteArrayOutputStream();
        packed.writeBytes(gzip(HEADER + ROW.formatted(1)));
        packed.writeBytes(gzip(ROW.formatted(2)));

        ImportRequest request = Imports.request("format=csv");
        FileImport run = Imports.of(request, new ByteArrayInputStream(packed.toByteArray()), Imports.LIMITS);
        var lines = new ArrayList<DecidedLine>();
        run.run(lines::addAll);
        assertThat(Imports.ids(lines)).isEqualTo(Imports.ids(Imports.run(request, file)));
        assertThat(run.bytes()).isEqualTo(packed.size());
        assertThat(run.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(packed.toByteArray())));
    }

    @Test
    void whatUnpacksToMoreThanAllowedEndsTheImport() throws Exception {
        var limits = new ImportLimits(100_000, 1 << 20, 1000, 8 << 20, Imports.LIMITS.folder());
        byte[] bomb = gzip("[".repeat(50_000_000));
        assertThat(bomb.length).isLessThan(100_000);
        assertThatThrownBy(() -> Imports.of(Imports.request("format=jsonl"), new ByteArrayInputStream(bomb), limits)
                        .run(slice -> {}))
                .isInstanceOf(UnreadableImport.class)
                .hasMessage("the file has more than 100000 bytes after unpacking: split it");
    }

    @Test
    void whatComesBeforeAQuoteThatIsNotClosedIsHandedOn() {
        var lines = new ArrayList<DecidedLine>();
        FileImport run = Imports.of(
                Imports.request("format=csv"),
                stream(HEADER + ROW.formatted(1) + ROW.formatted(2) + "\""),
                Imports.LIMITS);
        assertThatThrownBy(() -> run.run(lines::addAll))
                .isInstanceOf(UnreadableImport.class)
                .hasMessageStartingWith("behind line 3 the file is not CSV: a quote that is not closed");
        assertThat(lines).map(DecidedLine::line).containsExactly(2L, 3L);
    }

    @Test
    void textThatIsNotUtf8IsToldAndNotGuessed() {
        byte[] latin1 = (HEADER + ROW.formatted(1) + "é\n").getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> Imports.run(Imports.request("format=csv"), latin1))
                .isInstanceOf(UnreadableImport.class)
                .hasMessageEndingWith("the file is not UTF-8: save it as UTF-8");
    }

    @Test
    void aBodyThatBreaksOffIsNotAnEnd() {
        String begun =
                HEADER + ROW.formatted(1) + ROW.formatted(2) + ROW.formatted(3).strip();
        var body = new FilterInputStream(stream(begun)) {
            @Override
            public int read(byte[] to, int from, int length) throws IOException {
                int read = super.read(to, from, length);
                if (read < 0) {
                    throw new IOException("connection reset");
                }
                return read;
            }
        };
        var lines = new ArrayList<DecidedLine>();
        assertThatThrownBy(() -> Imports.of(Imports.request("format=csv"), body, Imports.LIMITS)
                        .run(lines::addAll))
                .isInstanceOf(IOException.class)
                .hasMessage("connection reset");
        assertThat(lines).map(DecidedLine::line).containsExactly(2L, 3L);
    }

    @Test
    void aSinkThatFailsEndsTheImport() {
        assertThatThrownBy(() -> Imports.of(Imports.request("format=csv"), new Generated(5000), Imports.LIMITS)
                        .run(slice -> {
                            throw new IllegalStateException(
                                    "Kafka is away at " + slice.getLast().line());
                        }))
                .hasMessage("Kafka is away at 1001");
    }

    private static InputStream stream(String file) {
        return new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
