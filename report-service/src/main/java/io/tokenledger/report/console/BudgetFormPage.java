package io.tokenledger.report.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form of a budget, with what was typed into it.
 *
 * @param action where it is sent to
 * @param revision of the budget that is changed; null: a new one
 * @param problem null: nothing was wrong
 */
public record BudgetFormPage(
        String heading,
        String tenant,
        String action,
        String back,
        @Nullable String revision,
        @Nullable String problem,
        List<Group> groups) {
    /** Fields that belong together. */
    public record Group(String legend, List<Field> fields) {}

    /**
     * A field.
     *
     * @param kind text, date, choice or tick
     * @param options of a choice, with the value first
     */
    public record Field(
            String name, String label, String kind, String value, String hint, List<String> options, boolean required) {
        public boolean ticked() {
            return value.equals("true");
        }
    }
}
