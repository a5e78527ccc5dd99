package io.tokenledger.report.costcenter;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.report.costcenter.CostCenter.View;
import io.tokenledger.report.costcenter.OrganisationChange.Kind;
import io.tokenledger.report.costcenter.Wish.Action;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.usage.UsageSelection;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what is wanted of a cost centre from the body of a request. Pure. */
final class CostCenterForm {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,40}");

    /** What stands where a code would, in amounts and in addresses. */
    private static final Set<String> NO_CODES =
            Set.of(Attribution.UNATTRIBUTED, "export", "imports", "reorganisations", ".", "..");

    private CostCenterForm() {}

    static Wish created(JsonFields body) {
        body.requiredText("name");
        ObjectNode fields = fields(body);
        for (String field : OrganisationFields.OF_CENTER) {
            if (!fields.hasNonNull(field)) {
                fields.putNull(field);
            }
        }
        if (fields.path("view").isNull()) {
            fields.put("view", "chargeback");
        }
        return new Wish(Kind.COST_CENTER, Action.CREATE, code("code", body.requiredText("code")), fields);
    }

    /** Fields that the body does not name stay as they are; null clears one. */
    static Wish changed(String code, JsonFields body) {
        return new Wish(Kind.COST_CENTER, Action.CHANGE, code, fields(body));
    }

    /** Refuses what cannot be the code of a cost centre. */
    static String code(String field, String text) {
        if (!CODE.matcher(text).matches() || NO_CODES.contains(text.toLowerCase(Locale.ROOT))) {
            throw ReportError.FIELD_INVALID.because(field + " is '" + text
                    + "': 1 to 40 characters of A-Z, a-z, 0-9, '.', '_' and '-' are expected, and none of "
                    + String.join(", ", NO_CODES.stream().sorted().toList()));
        }
        return text;
    }

    private static ObjectNode fields(JsonFields body) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        List<String> named = body.names();
        for (String field : OrganisationFields.OF_CENTER) {
            if (named.contains(field)) {
                put(fields, field, body);
            }
        }
        return fields;
    }

    private static void put(ObjectNode fields, String field, JsonFields body) {
        boolean cleared = !body.has(field);
        switch (field) {
            case "name" -> fields.put(field, body.storableText(field));
            case "view" -> fields.put(field, view(body));
            default -> {
                if (cleared) {
                    fields.putNull(field);
                } else {
                    fields.put(field, value(field, body));
                }
            }
        }
    }

    private static String value(String field, JsonFields body) {
        String text = body.storableText(field);
        return switch (field) {
            case "parent" -> code(body.name(field), text);
            case "currency" -> UsageSelection.currency(text);
            default -> text;
        };
    }

    private static String view(JsonFields body) {
        List<String> known =
                Arrays.stream(View.values()).map(CostCenterForm::wireName).toList();
        String text = body.requiredText("view");
        if (!known.contains(text)) {
            throw ReportError.FIELD_INVALID.because(
                    body.name("view") + " is '" + text + "': one of " + String.join(", ", known) + " is expected");
        }
        return text;
    }

    static String wireName(View view) {
        return view.name().toLowerCase(Locale.ROOT);
    }

    /** The names of the fields of a cost centre, and others. */
    static String[] fieldsAnd(String... others) {
        return Stream.concat(OrganisationFields.OF_CENTER.stream(), Stream.of(others))
                .toArray(String[]::new);
    }
}
