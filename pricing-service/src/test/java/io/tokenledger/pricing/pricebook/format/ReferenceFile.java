package io.tokenledger.pricing.pricebook.format;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokenledger.pricing.pricebook.PriceFile;
import io.tokenledger.pricing.pricebook.PriceFile.NotUnderstood;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** A real price table beside the project: as our reader has it, and as plain Jackson has it. */
record ReferenceFile(String name, PriceFile read, JsonNode raw) {
    static final Instant VALID_FROM = Instant.parse("2025-01-01T00:00:00Z");
    static final FileContext CONTEXT = new FileContext(VALID_FROM, "price table", LocalDate.parse("2026-08-01"));

    private static final JsonMapper PLAIN = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    static ReferenceFile of(String name, BiFunction<InputStream, FileContext, PriceFile> reader) {
        Path path = Path.of(System.getProperty("tokenledger.reference-data", "../shared/data"), "price_tables", name);
        assumeTrue(Files.exists(path), () -> "reference data missing: " + path);
        try (InputStream file = Files.newInputStream(path);
                InputStream again = Files.newInputStream(path)) {
            long start = System.nanoTime();
            PriceFile read = reader.apply(file, CONTEXT);
            long millis = (System.nanoTime() - start) / 1_000_000;
            long models = read.rows().stream()
                    .map(row -> row.key().provider() + " " + row.key().model())
                    .distinct()
                    .count();
            System.out.printf(
                    "price file %s: %d models, %d lists, %d prices, %d names, %d uplifts, %d rounded, %d not understood, %d ms%n",
                    name,
                    models,
                    read.rows().size(),
                    read.rows().stream()
                            .mapToInt(row -> row.rates().own().size())
                            .sum(),
                    read.names().size(),
                    read.uplifts().size(),
                    read.rounded().size(),
                    read.notUnderstood().size(),
                    millis);
            return new ReferenceFile(name, read, PLAIN.readTree(again));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many keys were left for which reason. */
    void printNotUnderstood() {
        var byReason = new TreeMap<String, Integer>();
        for (NotUnderstood key : read.notUnderstood()) {
            byReason.merge(key.why().replaceAll("'[^']*'|[^ ]+ has the name|[^ ]*[0-9/][^ ]*", "…"), 1, Integer::sum);
        }
        byReason.forEach((why, keys) -> System.out.printf("price file %s: %d keys: %s%n", name, keys, why));
    }
}
