package io.tokenledger.report.alert;

import io.tokenledger.contract.AlertNotice;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** What is told of an alert. Pure: the same alert and occurrence gives the same notice, with the same id. */
final class AlertNotices {
    private final String console;

    AlertNotices(URI console) {
        this.console = console.toString().replaceAll("/+$", "");
    }

    AlertNotice firing(Finding finding, int occurrence, Instant now) {
        AlertText words = new AlertText(finding);
        return notice(finding, AlertNotice.Event.FIRING, occurrence, words.title(), words.text(link(finding)), now);
    }

    AlertNotice resolved(Finding finding, int occurrence, String why, Instant now) {
        AlertText words = new AlertText(finding);
        return notice(
                finding,
                AlertNotice.Event.RESOLVED,
                occurrence,
                "Resolved: " + words.title(),
                "Resolved: " + why + ".\n" + words.text(link(finding)),
                now);
    }

    String link(Finding finding) {
        return console + "/alerts/" + finding.key().id();
    }

    private AlertNotice notice(
            Finding finding, AlertNotice.Event event, int occurrence, String title, String text, Instant now) {
        return new AlertNotice(
                StableId.of("notice", finding.key().id().toString(), event.name(), String.valueOf(occurrence)),
                finding.key().id(),
                event,
                finding.key().tenant(),
                finding.key().kind().wireName(),
                finding.severity().wireName(),
                title,
                text,
                new AlertNotice.Subject(
                        finding.subject().type(),
                        finding.subject().id(),
                        finding.subject().name()),
                finding.scope(),
                Optional.ofNullable(finding.period())
                        .map(period -> new AlertNotice.Period(
                                period.from(), period.to(), period.zone().getId()))
                        .orElse(null),
                finding.figures(),
                finding.since(),
                now,
                Optional.ofNullable(finding.crossing())
                        .map(one -> new AlertNotice.Crossing(one.source(), one.id(), one.occurredAt()))
                        .orElse(null),
                finding.contributors().stream()
                        .map(one -> new AlertNotice.Contributor(one.group(), one.amount(), one.unit(), one.share()))
                        .toList(),
                link(finding));
    }
}
