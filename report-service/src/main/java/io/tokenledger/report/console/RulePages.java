package io.tokenledger.report.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page about rules of alerts, ready to be shown. Texts are as they came; the templates escape them. */
public final class RulePages {
    private RulePages() {}

    /**
     * The rules of a tenant.
     *
     * @param tenant empty: none is selected
     * @param problem null: nothing was wrong
     */
    public record Listed(
            String tenant, List<String> tenants, @Nullable String problem, List<Row> rows, List<Form> forms) {}

    /**
     * A rule.
     *
     * @param tooMuch what it takes for too much
     * @param outcome of the last time that it was asked
     * @param said what it saw then, or why it says nothing
     * @param next when it is asked again; empty: it is not
     */
    public record Row(
            String id,
            String name,
            String kind,
            String scope,
            String tooMuch,
            String severity,
            String outcome,
            String said,
            String next) {}

    /** The form of one kind of rule. */
    public record Form(String kind, String about, List<Field> fields) {}

    /**
     * A field.
     *
     * @param options of a choice; none: a text
     */
    public record Field(String name, String label, String value, boolean required, List<String> options) {}
}
