package io.tokenledger.ingest.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import io.tokenledger.ingest.rejection.SafeText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what the query of a request asks. A parameter that there is not is refused, so that a slip is told. */
public final class ImportParameters {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final Map<String, String> single = new HashMap<>();
    private final Map<String, String> columns = new HashMap<>();
    private final Map<String, String> constants = new HashMap<>();

    private ImportParameters() {}

    /**
     * The request that these parameters make.
     *
     * @param mediaType of the body; null where there is none
     * @param tenant by the header; null where there is none
     * @param defaultTenant by the settings; null where there is none
     * @param now when it is asked
     */
    public static ImportRequest read(
            Map<String, List<String>> query,
            @Nullable String mediaType,
            @Nullable String tenant,
            @Nullable String defaultTenant,
            Instant now)
            throws Refusal {
        var parameters = new ImportParameters();
        for (var parameter : query.entrySet()) {
            parameters.add(parameter.getKey(), parameter.getValue());
        }
        return parameters.request(
                ImportFormat.of(parameters.single.get("format"), mediaType), tenant, defaultTenant, now);
    }

    /** A usable id of an import, or a new one where there is none. */
    static String importId(@Nullable String given) throws Refusal {
        if (given == null) {
            return UUID.randomUUID().toString();
        }
        if (!ID.matcher(given).matches()) {
            throw invalid("import_id is " + SafeText.quoted(given)
                    + ": it has 1 to 64 letters, digits, '.', '_' or '-', the first a letter or digit");
        }
        return given;
    }

    private void add(String name, List<String> values) throws Refusal {
        if (values.size() != 1) {
            throw invalid(
                    SafeText.cleaned(name, SafeText.QUOTED_CHARS) + " is there " + values.size() + " times: once");
        }
        String value = values.getFirst();
        if (name.startsWith("map.")) {
            columns.put(name.substring("map.".length()), value);
        } else if (name.startsWith("set.")) {
            constants.put(name.substring("set.".length()), value);
        } else {
            switch (name) {
                case "mapping" -> addMapping(value);
                case "format", "type", "delimiter", "import_id" -> single.put(name, value);
                default ->
                    throw invalid("there is no parameter " + SafeText.quoted(name)
                            + ": there are import_id, format, type, delimiter, mapping, map.<field>, set.<field>");
            }
        }
    }

    /** {@code {"map":{"time":"created_at"},"set":{"tenant":"acme"}}}. */
    private void addMapping(String json) throws Refusal {
        JsonNode mapping;
        try {
            mapping = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw RowMapping.invalid("mapping is not JSON: {\"map\":{…},\"set\":{…}}");
        }
        for (var part : mapping.properties()) {
            switch (part.getKey()) {
                case "map" -> addAll("map", part.getValue(), columns);
                case "set" -> addAll("set", part.getValue(), constants);
                default ->
                    throw RowMapping.invalid("mapping." + SafeText.cleaned(part.getKey(), SafeText.QUOTED_CHARS)
                            + ": it has map and set");
            }
        }
    }

    private static void addAll(String part, JsonNode fields, Map<String, String> to) throws Refusal {
        for (var field : fields.properties()) {
            if (!field.getValue().isTextual()) {
                throw RowMapping.invalid("mapping." + part + "."
                        + SafeText.cleaned(field.getKey(), SafeText.QUOTED_CHARS) + " is to be a text");
            }
            to.put(field.getKey(), field.getValue().textValue());
        }
    }

    private ImportRequest request(
            ImportFormat format, @Nullable String tenant, @Nullable String defaultTenant, Instant now) throws Refusal {
        RowMapping mapping = new RowMapping(columns, constants).checked();
        String type = single.get("type");
        if (type != null && format != ImportFormat.JSONL) {
            throw invalid("type is " + SafeText.quoted(type) + ": it is for lines of JSONL");
        }
        if (type != null) {
            mapping = mapping.checkedWithoutCounts("a provider's object");
        } else if (format.isUsageReport()) {
            mapping = mapping.checkedWithoutCounts("a usage report");
        }
        String given = single.get("import_id");
        String id = importId(given);
        String run = given == null ? id : id + "@" + now.truncatedTo(ChronoUnit.MILLIS);
        return new ImportRequest(id, run, format, type, delimiter(format), mapping, tenant, defaultTenant);
    }

    private char delimiter(ImportFormat format) throws Refusal {
        String delimiter = single.getOrDefault("delimiter", ",");
        if (single.containsKey("delimiter") && format != ImportFormat.CSV) {
            throw invalid("delimiter is there: it is for CSV");
        }
        if (delimiter.equals("tab")) {
            return '\t';
        }
        if (delimiter.length() != 1 || "\"\r\n".contains(delimiter)) {
            throw invalid("delimiter is " + SafeText.quoted(delimiter) + ": one character between columns, or tab");
        }
        return delimiter.charAt(0);
    }

    private static Refusal invalid(String detail) {
        return new Refusal(IngestError.IMPORT_PARAMETER_INVALID, detail);
    }
}
