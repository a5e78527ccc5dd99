package io.tokenledger.ingest.prefix;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.security.Key;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for a while which leading blocks of prompts were sent, and tells of a prompt how many of its tokens were
 * among them. What it tells is a lower bound: it knows only what this process has counted since it started, and forgets
 * what is used least where it is full. A vendor's cache has rules of its own beside, such as a least length.
 *
 * <p>Ages are differences of the events' own times, so that a backlog read in a minute is measured as it happened. An
 * event that is measured again, because its delivery was not acknowledged, does not count what it has itself sent.
 *
 * <p>The hashes have a random key of this object: nothing can be looked up in them from outside, not even whether some
 * known text was sent. Safe for many threads.
 */
public final class PrefixMemory {
    private static final int KEY_BYTES = 32;

    private final Key key = randomKey();
    private final long maxBlocks;
    private final Duration lifetime;
    private final Cache<BlockHash, Sighting> sightings;

    /**
     * A memory that knows nothing yet.
     *
     * @param maxBlocks most blocks that are remembered; 0: nothing is measured
     * @param lifetime how long after its last use a block is remembered
     */
    public PrefixMemory(long maxBlocks, Duration lifetime) {
        this(maxBlocks, lifetime, Ticker.systemTicker());
    }

    PrefixMemory(long maxBlocks, Duration lifetime, Ticker ticker) {
        if (maxBlocks < 0 || lifetime.isNegative() || lifetime.isZero()) {
            throw new IllegalArgumentException("repeated prefixes: max blocks is " + maxBlocks + ", lifetime "
                    + lifetime + "; the one is to be 0 or more, the other longer than nothing");
        }
        this.maxBlocks = maxBlocks;
        this.lifetime = lifetime;
        this.sightings = Caffeine.newBuilder()
                .maximumSize(maxBlocks)
                .expireAfterAccess(lifetime)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /** Takes the prompt of one request while it is counted; null where nothing is measured. */
    public @Nullable PromptBlocks prompt(String tenant, String provider, String model) {
        return maxBlocks == 0 ? null : new PromptBlocks(key, tenant, provider, model);
    }

    /**
     * How many tokens of the prompt stand in leading blocks that were sent before, and remembers all its blocks. Never
     * more than the prompt has, since only whole blocks count.
     *
     * @param event the identity of the event within its tenant
     * @param at when it happened
     */
    public long repeatedTokens(PromptBlocks prompt, UUID event, Instant at) {
        var sighting = new Sighting(event.getMostSignificantBits(), at);
        long repeated = 0;
        boolean leading = true;
        for (BlockHash block : prompt.hashes()) {
            Sighting before = sightings.getIfPresent(block);
            leading &= before != null && before.couldServe(sighting.first(), at, lifetime);
            repeated += leading ? PromptBlocks.BLOCK_TOKENS : 0;
            sightings.asMap().merge(block, sighting, (known, next) -> known.then(next, lifetime));
        }
        return repeated;
    }

    /** How many blocks are remembered now. */
    long blocks() {
        sightings.cleanUp();
        return sightings.estimatedSize();
    }

    private static Key randomKey() {
        var bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new SecretKeySpec(bytes, PromptBlocks.MAC);
    }
}
