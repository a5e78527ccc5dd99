package io.tokenledger.demo;

import io.tokenledger.sample.SampleCompany;
import io.tokenledger.sample.SampleMix;
import io.tokenledger.sample.TraceFile;
import io.tokenledger.sample.TraceFormatException;
import io.tokenledger.sample.TraceReplay;
import io.tokenledger.sample.UsageSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** What the demo sends: the sample company, or a trace. */
sealed interface SampleSource {
    /** The usage that ends then. */
    UsageSample until(Instant end) throws DemoFailure;

    /** In one line, for a person. */
    String description();

    /** The source that the options ask for. A trace is checked here, before anything is started. */
    static SampleSource of(DemoOptions options) throws UsageException {
        Path path = options.trace();
        if (path == null) {
            return new Company(options.seed(), options.events().orElse(DemoOptions.DEFAULT_EVENTS));
        }
        if (!Files.isRegularFile(path)) {
            throw new UsageException("--trace " + path + ": no such file");
        }
        try {
            return new Trace(TraceFile.check(path, options.events().orElse(SampleMix.MOST_EVENTS)));
        } catch (TraceFormatException e) {
            throw new UsageException("--trace " + path + ": " + e.getMessage());
        } catch (IOException e) {
            throw new UsageException("--trace " + path + " cannot be read: " + e.getMessage());
        }
    }

    /** The seeded company. */
    record Company(long seed, long events) implements SampleSource {
        @Override
        public UsageSample until(Instant end) {
            return SampleCompany.stream(seed, end, SampleMix.believable(events));
        }

        @Override
        public String description() {
            return Figures.count(events) + " events of " + SampleCompany.PERIOD.toDays()
                    + " days of a sample company, seed " + seed;
        }
    }

    /** A trace file that is well formed. */
    record Trace(TraceFile file) implements SampleSource {
        @Override
        public UsageSample until(Instant end) throws DemoFailure {
            try {
                return new TraceReplay(file, end);
            } catch (IOException | TraceFormatException e) {
                throw new DemoFailure("cannot read " + file.path() + " any more: " + e.getMessage(), e);
            }
        }

        @Override
        public String description() {
            return Figures.count(file.rows()) + " requests of " + file.path().getFileName() + ", shifted to end now";
        }
    }
}
