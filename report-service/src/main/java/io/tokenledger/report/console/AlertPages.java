package io.tokenledger.report.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages about alerts, ready to be shown. Texts are as they came; the templates escape them. */
public final class AlertPages {
    private AlertPages() {}

    /**
     * The alerts asked for: those that are firing, then the others.
     *
     * @param tenant empty: all
     * @param kind empty: all; so severity
     * @param problem null: nothing was wrong
     * @param next a link to what comes behind; null: nothing does
     */
    public record Listed(
            String tenant,
            List<String> tenants,
            String kind,
            List<String> kinds,
            String severity,
            List<String> severities,
            @Nullable String problem,
            List<Row> firing,
            List<Row> resolved,
            @Nullable String next) {}

    /**
     * An alert in a list.
     *
     * @param state what became of it, in words
     */
    public record Row(
            String id,
            String tenant,
            String kind,
            String severity,
            String title,
            String since,
            String firedAt,
            String state) {}

    /**
     * One alert: the link that stands in what is told.
     *
     * @param row null: there is none of that id
     * @param problem null: nothing was wrong
     * @param firing whether something can be done with it
     * @param silenced until when; null: it is not
     * @param subject where it is told whose alert it is; null: nowhere
     * @param deliveries where it is told what became of them, by channel
     */
    public record One(
            @Nullable Row row,
            @Nullable String problem,
            boolean firing,
            @Nullable String silenced,
            List<String> lines,
            List<Figure> figures,
            List<Part> contributors,
            List<Event> events,
            @Nullable String subject,
            String subjectName,
            List<String> deliveries) {
        static One problem(String problem) {
            return new One(null, problem, false, null, List.of(), List.of(), List.of(), List.of(), null, "", List.of());
        }
    }

    /** A figure as it is kept. */
    public record Figure(String name, String value) {}

    /** One of those that brought most of it. */
    public record Part(String group, String amount, String unit, String percent) {}

    /** One thing that happened to it. */
    public record Event(String at, String what, String by, String why, boolean told) {}
}
