package io.tokenledger.report.delivery.sending;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.contract.AlertNotice;
import io.tokenledger.report.delivery.channel.Channel;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Alerts as {@code POST /api/v2/alerts} of Prometheus Alertmanager takes them. The labels are few and stay the same from
 * firing to resolved, since they are what tells one alert from another there.
 */
final class AlertmanagerForm {
    private static final String PATH = "/api/v2/alerts";
    private static final Duration TEST_LASTS = Duration.ofMinutes(1);

    private AlertmanagerForm() {}

    /**
     * @param lasts how long a firing alert stays without being told again
     */
    static Post of(URI url, Channel channel, List<AlertNotice> notices, Duration lasts, Instant now) {
        ArrayNode alerts = JsonNodeFactory.instance.arrayNode();
        for (AlertNotice notice : notices) {
            Instant end = end(notice, lasts, now);
            ObjectNode alert = alerts.addObject();
            alert.putObject("labels")
                    .put("alertname", name(notice))
                    .put("alert_id", notice.alertId().toString())
                    .put("tenant", notice.tenant())
                    .put("severity", notice.severity());
            alert.putObject("annotations")
                    .put("summary", Words.oneLine(Words.title(channel, notice, UnaryOperator.identity())))
                    .put("description", Words.text(channel, notice, UnaryOperator.identity()))
                    .put("subject", notice.subject().name());
            alert.put("startsAt", notice.since().toString()).put("endsAt", end.toString());
            if (notice.link().startsWith("http")) {
                alert.put("generatorURL", notice.link());
            }
        }
        return Post.json(address(url), alerts);
    }

    private static String name(AlertNotice notice) {
        return notice.event() == AlertNotice.Event.TEST ? "tokenledger_test" : notice.kind();
    }

    private static Instant end(AlertNotice notice, Duration lasts, Instant now) {
        return switch (notice.event()) {
            case FIRING -> later(now, notice.since()).plus(lasts);
            case RESOLVED -> later(notice.at(), notice.since());
            case TEST -> now.plus(TEST_LASTS);
        };
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    static URI address(URI url) {
        String text = url.toString();
        String base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        return base.endsWith(PATH) ? URI.create(base) : URI.create(base + PATH);
    }
}
