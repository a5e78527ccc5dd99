package io.tokenledger.report.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The what-if page, ready to be shown. Texts are as they came; the template escapes them.
 *
 * @param problem why there is no answer; null: nothing was wrong
 * @param answer null: nothing was asked, or there is a problem
 */
public record WhatIfPage(
        WhatIfSelection form,
        Choices choices,
        @Nullable String problem,
        @Nullable AnswerView answer) {

    /** What the form offers beside free text. */
    public record Choices(
            List<String> tenants, List<String> teams, List<String> apps, List<String> models, List<String> targets) {
        static final Choices NONE = new Choices(List.of(), List.of(), List.of(), List.of(), List.of());
    }
}
