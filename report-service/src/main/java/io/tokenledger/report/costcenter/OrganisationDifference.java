package io.tokenledger.report.costcenter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tokenledger.report.costcenter.OrganisationChange.Kind;
import io.tokenledger.report.costcenter.Wish.Action;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a change for a day makes of one cost centre or rule on that day. */
@Schema(name = "OrganisationDifference")
public record OrganisationDifference(
        @Schema(enumeration = {"cost_center", "mapping_rule"})
        String kind,

        @Schema(description = "The code of a cost centre, the id of a rule", examples = "search")
        String subject,

        @Schema(enumeration = {CREATED, CHANGED, ENDED, UNCHANGED})
        String outcome,

        List<Field> fields) {
    static final String CREATED = "created";
    static final String CHANGED = "changed";
    static final String ENDED = "ended";
    static final String UNCHANGED = "unchanged";

    /** One field. */
    @Schema(name = "OrganisationField")
    public record Field(
            @Schema(examples = "parent") String field,
            @Schema(implementation = Object.class) JsonNode before,
            @Schema(implementation = Object.class) JsonNode after) {}

    static OrganisationDifference created(Wish wish) {
        List<Field> fields = new ArrayList<>();
        wish.fields().properties().forEach(field -> {
            if (!field.getValue().isNull()) {
                fields.add(new Field(field.getKey(), NullNode.getInstance(), field.getValue()));
            }
        });
        return of(wish, CREATED, fields);
    }

    /** @param after those fields that are kept */
    static OrganisationDifference changed(Wish wish, ObjectNode before, ObjectNode after) {
        List<Field> fields = new ArrayList<>();
        after.properties()
                .forEach(field ->
                        fields.add(new Field(field.getKey(), known(before, field.getKey()), field.getValue())));
        return of(wish, wish.action() == Action.END ? ENDED : fields.isEmpty() ? UNCHANGED : CHANGED, fields);
    }

    static OrganisationDifference begunEarlier(Wish wish, Life life, LocalDate day) {
        List<Field> fields = new ArrayList<>();
        JsonNode first = TextNode.valueOf(life.firstDay().toString());
        fields.add(new Field("valid_from", first, TextNode.valueOf(day.toString())));
        wish.fields().properties().forEach(field -> {
            JsonNode was = known(life.firstFields(), field.getKey());
            if (!was.equals(field.getValue())) {
                fields.add(new Field(field.getKey(), was, field.getValue()));
            }
        });
        return of(wish, CHANGED, fields);
    }

    boolean isNothing() {
        return outcome.equals(UNCHANGED);
    }

    boolean isOf(Kind of) {
        return kind.equals(of.wireName());
    }

    private static JsonNode known(ObjectNode fields, String name) {
        JsonNode value = fields.path(name);
        return value instanceof MissingNode ? NullNode.getInstance() : value;
    }

    private static OrganisationDifference of(Wish wish, String outcome, List<Field> fields) {
        return new OrganisationDifference(wish.kind().wireName(), wish.subject(), outcome, fields);
    }
}
