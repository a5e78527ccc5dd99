package io.tokenledger.report.costcenter;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.tokenledger.report.costcenter.OrganisationChange.Kind;
import io.tokenledger.report.costcenter.Wish.Action;
import io.tokenledger.report.json.CsvForms;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.json.JsonForm;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.problem.ReportProblem;
import io.tokenledger.report.sheet.CsvText;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A tree of cost centres as a CSV file, a line each, which goes both ways. Pure. */
final class CostCenterCsv {
    private static final List<String> COLUMNS = Stream.concat(Stream.of("code"), OrganisationFields.OF_CENTER.stream())
            .toList();

    private CostCenterCsv() {}

    static String text(List<CostCenter> tree) {
        StringWriter text = new StringWriter();
        CsvWriter csv = CsvWriter.builder().bufferSize(0).build(text); // the text is the buffer
        csv.writeRecord(COLUMNS);
        for (CostCenter center : tree) {
            List<@Nullable String> line = new ArrayList<>();
            line.add(CsvText.harmless(center.code()));
            line.add(CsvText.harmless(center.name()));
            line.add(CsvText.harmless(center.parent()));
            line.add(CsvText.harmless(center.owner()));
            line.add(center.currency());
            line.add(CsvText.harmless(center.glAccount()));
            line.add(CostCenterForm.wireName(center.view()));
            csv.writeRecord(line);
        }
        return text.toString();
    }

    /** The bodies of requests that the lines stand for, each with all fields. Refused with all lines that cannot be used. */
    static List<JsonFields> lines(String csv) {
        refuseHeader(csv);
        return CsvForms.read(csv, Set.copyOf(COLUMNS), Set.of(), CostCenterCsv::line);
    }

    /** An empty field is one that a cost centre has not: so none may be missing because its column is. */
    private static void refuseHeader(String csv) {
        String header = csv.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .findFirst()
                .orElse("");
        Set<String> named = new HashSet<>();
        for (String column : header.replace("\uFEFF", "").split(",", -1)) {
            named.add(column.strip().replaceAll("^\"|\"$", ""));
        }
        List<String> missing =
                COLUMNS.stream().filter(column -> !named.contains(column)).toList();
        if (!missing.isEmpty()) {
            throw ReportError.FILE_INVALID.because(
                    "the header has no " + String.join(", ", missing) + ": the columns " + String.join(", ", COLUMNS)
                            + " are expected, and an empty field is one that a cost centre has not");
        }
    }

    private static JsonFields line(JsonForm line) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (String column : COLUMNS) {
            String value = line.text(column);
            object.put(column, value == null ? null : CsvText.meant(value));
        }
        String code = line.required("code");
        if (object.path("view").isNull()) {
            object.put("view", "chargeback");
        }
        JsonFields body = JsonFields.parse(object.toString());
        try {
            CostCenterForm.created(body);
        } catch (ReportProblem fault) {
            throw ReportError.FILE_INVALID.because("cost centre '" + code + "': " + fault.detail(), fault);
        }
        return body;
    }

    /**
     * What the file wishes for.
     *
     * @param endOthers whether those that it does not name end
     */
    static List<Wish> wishes(List<JsonFields> lines, OrganisationBook book, boolean endOthers, List<CostCenter> there) {
        List<Wish> wishes = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (JsonFields line : lines) {
            Wish wish = CostCenterForm.created(line);
            named.add(wish.subject());
            boolean known = book.life(Kind.COST_CENTER, wish.subject()).isPresent();
            wishes.add(known ? new Wish(wish.kind(), Action.CHANGE, wish.subject(), wish.fields()) : wish);
        }
        if (endOthers) {
            there.stream()
                    .filter(center -> !named.contains(center.code()))
                    .forEach(center -> wishes.add(Wish.end(Kind.COST_CENTER, center.code())));
        }
        return wishes;
    }
}
