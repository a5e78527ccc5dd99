package io.tokenledger.report.delivery.sending;

import io.tokenledger.report.delivery.http.ForbiddenTargetException;
import io.tokenledger.report.delivery.http.GuardedHttp;
import io.tokenledger.report.delivery.http.HttpAnswer;
import io.tokenledger.report.delivery.sending.Outcome.Failed;
import io.tokenledger.report.delivery.sending.Outcome.Fault;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Posts, and judges what came back. */
final class HttpTarget {
    /** What the request itself is to blame for. */
    private static final Set<Integer> OF_THE_NOTICE = Set.of(400, 413, 415, 422);

    private static final int SHOWN_OF_BODY = 200;
    /** Teams' older connectors tell a failure so, with a status of 200. */
    private static final String TEAMS_FAILURE = "Webhook message delivery failed";

    private final GuardedHttp http;

    HttpTarget(GuardedHttp http) {
        this.http = http;
    }

    Outcome send(Post post, boolean allowPrivate, Instant now) {
        try {
            return judge(http.post(post.url(), post.headers(), post.body(), allowPrivate), allowPrivate, now);
        } catch (IOException trouble) {
            return Failed.unreachable(reason(trouble));
        }
    }

    private static Outcome judge(HttpAnswer answer, boolean allowPrivate, Instant now) {
        int status = answer.status();
        if (status / 100 == 2 && !answer.body().startsWith(TEAMS_FAILURE)) {
            return new Outcome.Delivered(status);
        }
        // Of a private target nothing but the status is told: a channel is no way to read what stands behind a
        // firewall.
        String body = allowPrivate ? "" : ": " + Limited.to(SHOWN_OF_BODY, answer.body() + " ");
        return new Failed(
                OF_THE_NOTICE.contains(status) ? Fault.NOTICE : Fault.TARGET,
                status,
                "answered " + status + (status / 100 == 3 ? ", and redirects are not followed" : body),
                retryAfter(answer.retryAfter(), now));
    }

    /** Seconds or a date (RFC 9110, 10.2.3); null where it is neither, or not ahead. */
    static @Nullable Duration retryAfter(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        if (header.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(header));
        }
        try {
            Instant at = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return at.isAfter(now) ? Duration.between(now, at) : null;
        } catch (DateTimeException unreadable) {
            return null; // as if it had not been said
        }
    }

    private static String reason(IOException trouble) {
        String message = String.valueOf(trouble.getMessage());
        return switch (trouble) {
            case ForbiddenTargetException forbidden -> "not sent: " + message;
            case UnknownHostException unknown -> "no address: " + message;
            case SSLException tls -> "TLS: " + message;
            case InterruptedIOException slow -> message;
            default -> trouble.getClass().getSimpleName() + ": " + message;
        };
    }
}
