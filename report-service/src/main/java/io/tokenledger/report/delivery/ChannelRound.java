package io.tokenledger.report.delivery;

import io.tokenledger.contract.AlertNotice;
import io.tokenledger.contract.AlertNoticeJson;
import io.tokenledger.contract.UnreadableRecordException;
import io.tokenledger.report.delivery.channel.Channel;
import io.tokenledger.report.delivery.channel.ChannelType;
import io.tokenledger.report.delivery.sending.Message;
import io.tokenledger.report.delivery.sending.Outcome;
import io.tokenledger.report.delivery.sending.Outcome.Failed;
import io.tokenledger.report.delivery.sending.Outcome.Fault;
import io.tokenledger.report.delivery.sending.Targets;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves a channel once: what is due, in order, until nothing is, the target fails, or the lease ends. A notice that its
 * target did not like steps aside, and later ones go on; what is told of one alert stays in order.
 */
final class ChannelRound {
    private static final int AT_A_TIME = 20;
    private static final int MOST_TOLD_AGAIN = 500;
    /** After a round in which nothing could go, although something was due: what comes first in its alert waits. */
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final DeliveryWriter deliveries;
    private final Targets targets;
    private final DeliverySettings settings;
    private final Backoff noticeBackoff;
    private final Backoff targetBackoff;
    private final BiConsumer<ChannelType, Outcome> told;
    private final Clock clock;

    ChannelRound(
            DeliveryWriter deliveries,
            Targets targets,
            DeliverySettings settings,
            Backoff noticeBackoff,
            Backoff targetBackoff,
            BiConsumer<ChannelType, Outcome> told,
            Clock clock) {
        this.deliveries = deliveries;
        this.targets = targets;
        this.settings = settings;
        this.noticeBackoff = noticeBackoff;
        this.targetBackoff = targetBackoff;
        this.told = told;
        this.clock = clock;
    }

    /**
     * How a round ended.
     *
     * @param failures of the target in a row
     * @param resumeAt nothing is tried before
     */
    record End(int failures, Instant resumeAt) {}

    /** @param goOn asked before each attempt; false: the lease is not sure any more, or the service ends */
    End serve(Lease lease, BooleanSupplier goOn) {
        Progress progress = new Progress(lease.failures());
        boolean more = true;
        while (more && goOn.getAsBoolean()) {
            Channel channel = deliveries.served(lease.tenant(), lease.channel()).orElse(null);
            if (channel == null) {
                break;
            }
            boolean digested = digest(channel, progress, goOn);
            more = singles(channel, progress, goOn) || digested;
        }
        Instant now = clock.instant();
        if (progress.pause != null) {
            return new End(progress.failures, now.plus(progress.pause));
        }
        return new End(progress.failures, progress.attempts == 0 ? now.plus(IDLE) : now);
    }

    private static final class Progress {
        private int failures;
        private int attempts;
        private @Nullable Duration pause;

        Progress(int failures) {
            this.failures = failures;
        }

        boolean isPaused() {
            return pause != null;
        }
    }

    private boolean digest(Channel channel, Progress progress, BooleanSupplier goOn) {
        if (!goOn.getAsBoolean()) {
            return false;
        }
        DigestTable.Ready ready = deliveries.digest(channel, clock.instant()).orElse(null);
        if (ready == null) {
            return false;
        }
        List<AlertNotice> notices = new ArrayList<>();
        try {
            for (Due due : ready.notices()) {
                notices.add(notice(due));
            }
        } catch (UnreadableRecordException broken) {
            failed(channel, ready.notices(), unreadable(broken), progress);
            return false;
        }
        send(channel, ready.notices(), Message.digest(ready.id(), notices), progress);
        return !progress.isPaused();
    }

    private boolean singles(Channel channel, Progress progress, BooleanSupplier goOn) {
        tellAgain(channel, progress, goOn);
        List<Due> batch = progress.isPaused() ? List.of() : deliveries.due(channel, clock.instant(), AT_A_TIME);
        for (Due due : batch) {
            if (progress.isPaused() || !goOn.getAsBoolean()) {
                return false;
            }
            try {
                send(channel, List.of(due), Message.of(notice(due)), progress);
            } catch (UnreadableRecordException broken) {
                failed(channel, List.of(due), unreadable(broken), progress);
            }
        }
        return !batch.isEmpty() && !progress.isPaused();
    }

    private void send(Channel channel, List<Due> notices, Message message, Progress progress) {
        Attempt attempt = attempt(() -> targets.send(channel, message, clock.instant()));
        switch (attempt.outcome()) {
            case Outcome.Delivered delivered -> {
                progress.attempts++;
                progress.failures = 0;
                deliveries.delivered(channel, notices, attempt, tellAgainAt(channel));
                told.accept(channel.type(), delivered);
            }
            case Failed _ -> failed(channel, notices, attempt, progress);
        }
    }

    private void failed(Channel channel, List<Due> notices, Attempt attempt, Progress progress) {
        Failed failure = (Failed) attempt.outcome();
        progress.attempts++;
        int failures = notices.getFirst().failures() + 1;
        deliveries.failed(
                channel,
                notices,
                attempt,
                failure,
                noticeBackoff.after(failures, failure.retryAfter()),
                settings.maxAttempts());
        pause(failure, progress);
        told.accept(channel.type(), failure);
    }

    private void pause(Failed failure, Progress progress) {
        if (failure.fault() == Fault.TARGET) {
            progress.failures++;
            progress.pause = targetBackoff.after(progress.failures, failure.retryAfter());
        }
    }

    private void tellAgain(Channel channel, Progress progress, BooleanSupplier goOn) {
        if (channel.type() != ChannelType.ALERTMANAGER || progress.isPaused() || !goOn.getAsBoolean()) {
            return;
        }
        List<Due> firing = deliveries.toTellAgain(channel, clock.instant(), MOST_TOLD_AGAIN);
        if (firing.isEmpty()) {
            return;
        }
        List<AlertNotice> notices = new ArrayList<>();
        for (Due due : firing) {
            try {
                notices.add(notice(due));
            } catch (UnreadableRecordException broken) {
                throw new IllegalStateException("what was delivered is not readable: " + due.delivery(), broken);
            }
        }
        Attempt attempt = attempt(() -> targets.tellAgain(channel, notices, clock.instant()));
        progress.attempts++;
        Duration wait = settings.alertmanagerResend();
        if (attempt.outcome() instanceof Failed failure) {
            pause(failure, progress);
            wait = wait.dividedBy(4);
        } else {
            progress.failures = 0;
        }
        deliveries.toldAgain(channel, firing, attempt, clock.instant().plus(wait));
    }

    private @Nullable Instant tellAgainAt(Channel channel) {
        return channel.type() == ChannelType.ALERTMANAGER ? clock.instant().plus(settings.alertmanagerResend()) : null;
    }

    private Attempt attempt(Supplier<Outcome> sending) {
        Instant at = clock.instant();
        long began = System.nanoTime();
        Outcome outcome = sending.get();
        return new Attempt(at, (System.nanoTime() - began) / 1_000_000, outcome);
    }

    private Attempt unreadable(UnreadableRecordException broken) {
        return new Attempt(
                clock.instant(), 0, new Failed(Fault.NOTICE, null, String.valueOf(broken.getMessage()), null));
    }

    private static AlertNotice notice(Due due) throws UnreadableRecordException {
        return AlertNoticeJson.read(due.body().getBytes(StandardCharsets.UTF_8));
    }
}
