package io.tokenledger.report.console;

import io.tokenledger.report.alert.Alert;
import io.tokenledger.report.alert.AlertEvent;
import io.tokenledger.report.alert.AlertLife;
import io.tokenledger.report.alert.AlertReader;
import io.tokenledger.report.alert.AlertText;
import io.tokenledger.report.alert.Contributor;
import io.tokenledger.report.alert.Subject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes of alerts what their pages show. Pure. */
final class AlertViews {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT);

    private AlertViews() {}

    static AlertPages.Row row(Alert alert, Instant now) {
        return new AlertPages.Row(
                alert.id().toString(),
                alert.tenant(),
                words(alert.kind().wireName()),
                alert.finding().severity().wireName(),
                new AlertText(alert.finding()).title(),
                time(alert.finding().since()),
                time(alert.life().firedAt()),
                state(alert.life(), now));
    }

    static AlertPages.One one(AlertReader.Lived lived, @Nullable String problem, Instant now) {
        Alert alert = lived.alert();
        AlertLife.Silence silence = alert.life().silence();
        return new AlertPages.One(
                row(alert, now),
                problem,
                alert.life().firing(),
                silence != null && alert.life().silencedAt(now) ? time(silence.until()) : null,
                new AlertText(alert.finding()).lines(),
                alert.finding().figures().entrySet().stream()
                        .map(figure -> new AlertPages.Figure(words(figure.getKey()), figure.getValue()))
                        .toList(),
                alert.finding().contributors().stream().map(AlertViews::part).toList(),
                lived.events().stream().map(AlertViews::event).toList(),
                subject(alert),
                alert.finding().subject().name(),
                alert.finding().channels().stream()
                        .map(channel ->
                                "/v1/channels/" + channel + "/deliveries?tenant=" + BudgetViews.encoded(alert.tenant()))
                        .toList());
    }

    static String words(String wireName) {
        return wireName.replace('_', ' ');
    }

    static String time(Instant instant) {
        return TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    private static String subject(Alert alert) {
        Subject subject = alert.finding().subject();
        return subject.type().equals("budget")
                ? BudgetViews.href(alert.tenant(), subject.id(), "")
                : "/alert-rules?tenant=" + BudgetViews.encoded(alert.tenant());
    }

    private static String state(AlertLife life, Instant now) {
        if (life.resolved() != null) {
            return "resolved " + time(life.resolved().at()) + ": "
                    + life.resolved().why();
        }
        String acknowledged =
                life.acknowledged() == null ? "" : ", " + life.acknowledged().by() + " looks after it";
        String silenced = life.silence() != null && life.silencedAt(now)
                ? ", silenced until " + time(life.silence().until())
                : "";
        String again = life.timesReopened() == 0 ? "" : " again";
        return "firing" + again + acknowledged + silenced;
    }

    private static AlertPages.Part part(Contributor one) {
        return new AlertPages.Part(
                new TreeMap<>(one.group())
                        .entrySet().stream()
                                .map(part -> part.getKey() + " "
                                        + (part.getValue().isEmpty() ? "not attributed" : part.getValue()))
                                .collect(Collectors.joining(", ")),
                one.amount(),
                one.unit(),
                new BigDecimal(one.share())
                        .movePointRight(2)
                        .setScale(1, RoundingMode.HALF_EVEN)
                        .toPlainString());
    }

    private static AlertPages.Event event(AlertEvent event) {
        String until = event.until() == null ? "" : " until " + time(event.until());
        return new AlertPages.Event(
                time(event.at()), event.what().wireName() + until, event.by(), event.why(), event.told());
    }
}
