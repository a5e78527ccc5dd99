package io.tokenledger.contract;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is told of an alert, as it stands on {@link Topics#BUDGET_ALERTS} and in the body of a webhook. Its JSON Schema is
 * {@code alert-notice.schema.json}.
 *
 * @param noticeId the same whenever it is sent again: who has seen it may pass it over
 * @param alertId the same for all that is told of one alert
 * @param event what happened to the alert
 * @param kind such as {@code budget_threshold}
 * @param severity {@code info}, {@code warning} or {@code critical}
 * @param title one line
 * @param text what, how much, since when; some lines
 * @param scope values by dimension that it is about; none: all of the tenant
 * @param period null where it is about no period
 * @param figures exact decimals, instants and names, in order
 * @param since when it became so
 * @param at when the event happened to the alert
 * @param crossing the event that crossed the threshold; null where no single one did
 * @param contributors largest first
 * @param link to the alert in the console
 */
public record AlertNotice(
        UUID noticeId,
        UUID alertId,
        Event event,
        String tenant,
        String kind,
        String severity,
        String title,
        String text,
        Subject subject,
        Map<String, List<String>> scope,
        @Nullable Period period,
        Map<String, String> figures,
        Instant since,
        Instant at,
        @Nullable Crossing crossing,
        List<Contributor> contributors,
        String link) {
    public AlertNotice {
        scope = Map.copyOf(scope);
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        contributors = List.copyOf(contributors);
    }

    /** What a notice tells. */
    public enum Event {
        FIRING,
        RESOLVED,
        /** Somebody tries a channel: there is no such alert. */
        TEST
    }

    /**
     * Whose alert it is.
     *
     * @param type {@code budget} or {@code rule}; {@code channel} where one is tried
     */
    public record Subject(String type, UUID id, String name) {}

    /** {@code [from, to)} in a zone. */
    public record Period(Instant from, Instant to, String timezone) {}

    /** An event's identity within the tenant, and its time. */
    public record Crossing(String source, String id, Instant occurredAt) {}

    /**
     * One of those that brought most of it.
     *
     * @param amount exact decimal
     * @param unit a currency, {@code tokens} or {@code requests}
     * @param share of all, from 0 to 1
     */
    public record Contributor(Map<String, String> group, String amount, String unit, String share) {}
}
