package io.tokenledger.ingest.imports;

import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.ingest.pipeline.Limits;
import io.tokenledger.ingest.pipeline.Outcome;
import io.tokenledger.ingest.pipeline.Pipeline;
import io.tokenledger.ingest.prefix.PrefixMemory;
import io.tokenledger.ingest.rejection.Refusal;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs imports in tests: query parameters and a file in, decided lines out. */
final class Imports {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final ImportLimits LIMITS =
            new ImportLimits(1L << 40, 1 << 20, 1000, 8 << 20, Path.of(System.getProperty("java.io.tmpdir")));

    private Imports() {}

    static ImportRequest request(String... query) {
        var parameters = new TreeMap<String, List<String>>();
        for (String parameter : query) {
            int equals = parameter.indexOf('=');
            parameters.put(parameter.substring(0, equals), List.of(parameter.substring(equals + 1)));
        }
        try {
            return ImportParameters.read(parameters, null, null, null, NOW);
        } catch (Refusal refusal) {
            throw new IllegalArgumentException(refusal.detail(), refusal);
        }
    }

    static FileImport of(ImportRequest request, InputStream body, ImportLimits limits) {
        var pipeline = new Pipeline(Limits.DEFAULT, new PrefixMemory(0, Duration.ofMinutes(1)));
        return new FileImport(request, body, limits, pipeline, InstantSource.fixed(NOW));
    }

    static List<DecidedLine> run(ImportRequest request, byte[] file) throws Exception {
        var lines = new ArrayList<DecidedLine>();
        of(request, new ByteArrayInputStream(file), LIMITS).run(lines::addAll);
        return lines;
    }

    static List<DecidedLine> run(ImportRequest request, String file) throws Exception {
        return run(request, file.getBytes(StandardCharsets.UTF_8));
    }

    static MeteredUsage accepted(DecidedLine line) {
        return switch (line.outcome()) {
            case Outcome.Accepted(MeteredUsage usage) -> usage;
            case Outcome.Rejected rejected ->
                throw new AssertionError("line " + line.line() + " is rejected: "
                        + rejected.event().code() + ", " + rejected.event().detail());
        };
    }

    static List<MeteredUsage> accepted(List<DecidedLine> lines) {
        return lines.stream().map(Imports::accepted).toList();
    }

    static List<String> ids(List<DecidedLine> lines) {
        return accepted(lines).stream().map(MeteredUsage::id).toList();
    }

    static String rejected(DecidedLine line) {
        return switch (line.outcome()) {
            case Outcome.Accepted(MeteredUsage usage) ->
                throw new AssertionError("line " + line.line() + " is accepted as " + usage.id());
            case Outcome.Rejected rejected ->
                rejected.event().code() + ": " + rejected.event().detail();
        };
    }

    /** Quantities by meter. */
    static Map<String, Long> meters(MeteredUsage usage) {
        var meters = new TreeMap<String, Long>();
        usage.meters().forEachUsed((meter, quantity) -> meters.put(meter.id(), quantity));
        return meters;
    }
}
