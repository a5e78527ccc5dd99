package io.tokenledger.ingest.dialect.litellm;

import io.tokenledger.ingest.event.Delivery;
import io.tokenledger.ingest.event.EventReader;
import io.tokenledger.ingest.event.Slice;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * The payloads of a body, in each {@code log_format} of LiteLLM's generic logger: {@code json_array}, {@code single},
 * and {@code ndjson}, which it sends as {@code application/json} too, so that only the lines tell.
 */
public final class LiteLlmBody {
    private LiteLlmBody() {}

    /** The bytes of every payload, in order; refused where the body as a whole is not readable. */
    public static List<Slice> payloads(Delivery delivery, EventReader reader) throws Refusal {
        if (!EventReader.isBatch(delivery)) {
            List<Slice> lines = lines(delivery.body());
            if (lines.size() > reader.maxBatchEvents()) {
                throw new Refusal(
                        IngestError.BATCH_TOO_LARGE,
                        "the body has " + lines.size() + " lines: a batch is at most " + reader.maxBatchEvents());
            }
            if (lines.size() > 1 && lines.stream().allMatch(LiteLlmBody::isValue)) {
                return lines;
            }
        }
        return reader.slices(delivery);
    }

    /** Lines that hold something. A text in JSON has no line break in it. */
    private static List<Slice> lines(byte[] body) {
        var lines = new ArrayList<Slice>();
        int start = 0;
        for (int at = 0; at <= body.length; at++) {
            if (at == body.length || body[at] == '\n') {
                addTrimmed(body, start, at, lines);
                start = at + 1;
            }
        }
        return lines;
    }

    private static void addTrimmed(byte[] body, int from, int to, List<Slice> lines) {
        int start = from;
        int end = to;
        while (start < end && isBlank(body[start])) {
            start++;
        }
        while (end > start && isBlank(body[end - 1])) {
            end--;
        }
        if (start < end) {
            lines.add(new Slice(body, start, end - start));
        }
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    /**
     * An object or {@code null} on a line of its own; the lines of one object that is printed over many are neither.
     */
    private static boolean isValue(Slice line) {
        return line.bytes()[line.offset()] == '{' || (line.length() == 4 && line.bytes()[line.offset()] == 'n');
    }
}
