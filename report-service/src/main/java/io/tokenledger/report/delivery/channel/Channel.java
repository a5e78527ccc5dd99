package io.tokenledger.report.delivery.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where some of a tenant's alerts are told.
 *
 * @param allowPrivate whether its target may be in a range that the operator allows; without that every address is public
 * @param secrets what it is signed with, the newest first; none but for webhooks
 * @param enabled false: notices wait until it is switched on again
 * @param archivedAt null: it is not
 */
public record Channel(
        UUID id,
        String tenant,
        String name,
        Endpoint endpoint,
        boolean allowPrivate,
        List<Secret> secrets,
        Manner manner,
        boolean enabled,
        Instant createdAt,
        Instant changedAt,
        @Nullable Instant archivedAt) {
    private static final int MOST_SECRETS = 2;

    public Channel {
        secrets = List.copyOf(secrets);
        if (secrets.size() > MOST_SECRETS) {
            throw new IllegalArgumentException(secrets.size() + " secrets: at most " + MOST_SECRETS);
        }
    }

    /**
     * When and in which words it tells.
     *
     * @param digest how long it collects; null: it does not
     * @param criticalPasses whether what is critical waits for neither
     * @param title null: the alert's own
     * @param text null: the alert's own
     */
    public record Manner(
            QuietHours quietHours,
            @Nullable Duration digest,
            boolean criticalPasses,
            @Nullable NoticeTemplate title,
            @Nullable NoticeTemplate text) {}

    public ChannelType type() {
        return endpoint.type();
    }

    /** Those that sign at that time, the newest first. */
    public List<Secret> liveSecrets(Instant at) {
        return secrets.stream().filter(secret -> secret.isLive(at)).toList();
    }

    /** A further secret; the newest so far signs beside it until then, an older one does not any more. */
    Channel rotated(Secret fresh, Instant oldUntil, Instant now) {
        List<Secret> both = new ArrayList<>(List.of(fresh));
        liveSecrets(now).stream()
                .limit(1)
                .map(old -> old.until(oldUntil))
                .filter(old -> old.isLive(now))
                .forEach(both::add);
        return new Channel(id, tenant, name, endpoint, allowPrivate, both, manner, enabled, createdAt, now, archivedAt);
    }
}
