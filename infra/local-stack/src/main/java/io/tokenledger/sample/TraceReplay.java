package io.tokenledger.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.NoSuchElementException;

/**
 * Replays a trace as usage of the company's code completion: tenant {@code acme}, team {@code engineering}, app
 * {@code code-completion}, model {@code gpt-4.1-mini}. The distances between the requests stay, and the last one happens
 * just before {@code until}.
 */
public final class TraceReplay implements UsageSample {
    private static final ModelUse MODEL = AcmeApps.CODE.models().getFirst();

    private final TraceFile trace;
    private final TraceFile.Reader reader;
    private final Instant until;
    private final Duration shift;
    private final EventJson json = new EventJson();
    private final SampleTally tally = new SampleTally();
    private long made;

    /** Replays what {@link TraceFile#check} has found to be well formed. */
    public TraceReplay(TraceFile trace, Instant until) throws IOException, TraceFormatException {
        this.trace = trace;
        this.until = until;
        this.shift = Duration.between(trace.last(), until.minusMillis(1));
        this.reader = new TraceFile.Reader(trace.path());
    }

    @Override
    public boolean hasNext() {
        return made < trace.rows();
    }

    @Override
    public SampleRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all " + trace.rows() + " rows are out");
        }
        TraceRow row = read();
        made++;
        var tokens = new TokenCounts(row.contextTokens(), 0, 0, row.generatedTokens(), 0);
        tally.booked(MODEL, tokens);
        // The line makes the id unique in the file, the end of the replay among replays of it.
        long number = until.getEpochSecond() << 32 | reader.line();
        return json.write(new SampleEvent(
                SampleCompany.TENANT,
                number,
                AcmeApps.CODE,
                MODEL,
                row.atMillis() + shift.toMillis(),
                "prod",
                0,
                "inline",
                tokens));
    }

    private TraceRow read() {
        try {
            TraceRow row = reader.next();
            if (row == null) {
                throw new IllegalStateException(trace.path() + " became shorter while it was replayed");
            }
            return row;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TraceFormatException e) {
            throw new IllegalStateException(trace.path() + " changed while it was replayed: " + e.getMessage(), e);
        }
    }

    @Override
    public long records() {
        return trace.rows();
    }

    @Override
    public SampleTotals totals() {
        return tally.totals();
    }

    @Override
    public Instant from() {
        return trace.first().plus(shift);
    }

    @Override
    public Instant until() {
        return until;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
