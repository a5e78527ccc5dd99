package io.tokenledger.pricing.pricebook.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.tokenledger.pricing.pricebook.NativePriceLines;
import io.tokenledger.pricing.pricebook.PriceFile;
import io.tokenledger.pricing.pricebook.PriceFileError;
import io.tokenledger.pricing.pricebook.PriceFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.StringJoiner;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * The native price file in YAML: a list of maps with the columns of the CSV for keys, {@code aliases} also as a list.
 * Scalars are taken as they are written, so that {@code 1.10} remains itself; references to anchors are refused. Pure.
 */
public final class NativePriceYaml {
    private static final YAMLFactory YAML =
            YAMLFactory.builder().loaderOptions(options()).build();

    private final NativePriceLines prices = new NativePriceLines();

    private NativePriceYaml() {}

    private static LoaderOptions options() {
        var options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE); // the request has a limit of its own
        options.setNestingDepthLimit(8);
        return options;
    }

    /** Reads and checks a whole file; throws {@link PriceFileException} with all its faults. */
    public static PriceFile read(String yaml) {
        var file = new NativePriceYaml();
        try (YAMLParser parser = YAML.createParser(yaml)) {
            file.readList(parser);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw refused(at == null ? 0 : at.getLineNr(), "not YAML: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
        return file.prices.toFile();
    }

    private void readList(YAMLParser yaml) throws IOException {
        JsonToken token = yaml.nextToken();
        if (token == null) {
            return; // nothing but comments: a list of no prices
        }
        expect(yaml, token, JsonToken.START_ARRAY, "a list of price lists");
        for (token = yaml.nextToken(); token != JsonToken.END_ARRAY; token = yaml.nextToken()) {
            expect(yaml, token, JsonToken.START_OBJECT, "a map of columns");
            readLine(yaml);
        }
        JsonToken afterDocument = yaml.nextToken(); // null: the document is over; again: the stream is
        if (afterDocument != null || yaml.nextToken() != null) {
            throw refused(line(yaml), "one list, and nothing after it");
        }
    }

    private void readLine(YAMLParser yaml) throws IOException {
        long line = line(yaml);
        var fields = new LinkedHashMap<String, String>();
        while (yaml.nextToken() == JsonToken.FIELD_NAME) {
            String column = yaml.currentName();
            String value = value(yaml, yaml.nextToken());
            if (fields.put(column, value.strip()) != null) {
                throw refused(line(yaml), "the column '" + column + "' once");
            }
        }
        if (prices.columnsAreKnown(line, fields.keySet())) {
            prices.add(line, fields);
        }
    }

    private static String value(YAMLParser yaml, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return "";
        }
        if (token == JsonToken.START_ARRAY) {
            var values = new StringJoiner(";");
            for (JsonToken each = yaml.nextToken(); each != JsonToken.END_ARRAY; each = yaml.nextToken()) {
                values.add(scalar(yaml, each));
            }
            return values.toString();
        }
        return scalar(yaml, token);
    }

    private static String scalar(YAMLParser yaml, JsonToken token) throws IOException {
        if (!token.isScalarValue() || yaml.isCurrentAlias()) {
            throw refused(line(yaml), "a plain value, no map and no reference");
        }
        return yaml.getText();
    }

    private static void expect(YAMLParser yaml, JsonToken token, JsonToken expected, String what) {
        if (token != expected) {
            throw refused(line(yaml), what);
        }
    }

    private static long line(JsonParser yaml) {
        return yaml.currentTokenLocation().getLineNr();
    }

    private static PriceFileException refused(long line, String rule) {
        return new PriceFileException(List.of(new PriceFileError(Math.max(line, 0), "", "", rule)));
    }
}
