package io.tokenledger.ingest.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.tokenledger.ingest.rejection.Refusal;
import io.tokenledger.ingest.rejection.SafeText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What each column of a CSV file holds. */
final class CsvColumns {
    private static final int MAX_IGNORED_SHOWN = 100;
    private static final List<String> REQUIRED = List.of("time", "provider", "model");

    /** By column, in the header's order: the fields that it goes to. */
    private final List<List<TargetField>> targets = new ArrayList<>();

    private final List<String> ignored = new ArrayList<>();

    private CsvColumns() {}

    /**
     * The columns of that header.
     *
     * @throws Refusal where a mapped column is missing or stands there twice, or where no line could become an event
     */
    static CsvColumns of(List<String> header, RowMapping mapping, boolean hasTenant) throws Refusal {
        List<String> names = header.stream().map(CsvColumns::name).toList();
        var columns = new CsvColumns();
        var fields = new HashSet<>(mapping.constants().keySet());
        for (String name : names) {
            var targets = new ArrayList<TargetField>();
            add(targets, mapping.fieldNamedLike(name));
            for (var mapped : mapping.columns().entrySet()) {
                if (mapped.getValue().equals(name)) {
                    targets.add(TargetField.named(mapped.getKey(), "the mapping"));
                }
            }
            for (TargetField field : targets) {
                if (!fields.add(field.name())) {
                    throw RowMapping.invalid("the header names the column " + SafeText.quoted(name)
                            + " twice: the field " + field.name() + " is to come from one");
                }
            }
            columns.add(name, targets);
        }
        checkMapped(names, mapping);
        checkComplete(fields, hasTenant);
        return columns;
    }

    private static String name(String cell) {
        return (cell.startsWith("\uFEFF") ? cell.substring(1) : cell).strip();
    }

    private static void add(List<TargetField> targets, @Nullable TargetField field) {
        if (field != null) {
            targets.add(field);
        }
    }

    private void add(String name, List<TargetField> fields) {
        targets.add(List.copyOf(fields));
        if (fields.isEmpty() && ignored.size() < MAX_IGNORED_SHOWN) {
            ignored.add(SafeText.cleaned(name, SafeText.QUOTED_CHARS));
        }
    }

    private static void checkMapped(List<String> names, RowMapping mapping) throws Refusal {
        for (var mapped : mapping.columns().entrySet()) {
            if (!names.contains(mapped.getValue())) {
                throw RowMapping.invalid("map." + mapped.getKey() + " names the column "
                        + SafeText.quoted(mapped.getValue()) + ", which the header does not have");
            }
        }
    }

    private static void checkComplete(Set<String> fields, boolean hasTenant) throws Refusal {
        for (String required : REQUIRED) {
            if (!fields.contains(required)) {
                throw missing(required);
            }
        }
        if (!hasTenant && !fields.contains("tenant")) {
            throw missing("tenant");
        }
        if (fields.stream().flatMap(name -> TargetField.find(name).stream()).noneMatch(TargetField::isCount)) {
            throw RowMapping.invalid("no column holds a count such as input_tokens: name or map one");
        }
    }

    private static Refusal missing(String field) {
        return RowMapping.invalid("no column holds " + field + ": name one so, map one with map." + field
                + "=<column>, or give it for all lines with set." + field + "=<value>");
    }

    int size() {
        return targets.size();
    }

    List<String> ignored() {
        return ignored;
    }

    void fill(ObjectNode event, CsvRecord record) {
        for (int i = 0; i < targets.size(); i++) {
            for (TargetField field : targets.get(i)) {
                field.put(event, record.getField(i));
            }
        }
    }
}
