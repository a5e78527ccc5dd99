package io.tokenledger.report.costcenter;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.report.costcenter.OrganisationChange.Kind;

/**
 * What somebody wants of one cost centre or rule.
 *
 * @param subject the code of a cost centre, the id of a rule
 * @param fields all of them for a new one; of a change those that were named; none for an end
 */
record Wish(Kind kind, Action action, String subject, ObjectNode fields) {
    /** What is wanted. */
    enum Action {
        CREATE,
        CHANGE,
        END
    }

    static Wish end(Kind kind, String subject) {
        return new Wish(kind, Action.END, subject, JsonNodeFactory.instance.objectNode());
    }
}
