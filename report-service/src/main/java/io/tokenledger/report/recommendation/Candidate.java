package io.tokenledger.report.recommendation;

import io.tokenledger.report.usage.Dimension.Attribute;
import io.tokenledger.report.usage.Filter;
import io.tokenledger.report.whatif.CachedInput;
import io.tokenledger.report.whatif.Swap;
import io.tokenledger.report.whatif.Target;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A move that may be worth it.
 *
 * @param app empty: usage that is not attributed to one
 * @param to the same as {@code from} where only habits change
 * @param share of the usage in {@code from}
 * @param regions that alone are moved; none: all
 */
record Candidate(MoveKind kind, String app, Place from, Place to, BigDecimal share, List<String> regions) {
    private static final int ID_BYTES = 12;

    Candidate {
        regions = List.copyOf(regions);
    }

    Candidate as(MoveKind otherKind, BigDecimal otherShare) {
        return new Candidate(otherKind, app, from, to, otherShare, regions);
    }

    boolean isOfAnotherProvider() {
        return !from.provider().equals(to.provider());
    }

    /** Whether both would move the same usage, so that only one of them can be done. */
    boolean excludes(Candidate other) {
        return app.equals(other.app) && from.overlaps(other.from);
    }

    /** The same for the same move in every period and at any price, so that a decision about it stays. */
    String id(String tenant) {
        String text = String.join(
                "\u001f",
                tenant,
                app,
                kind.wireName(),
                from.provider(),
                from.model(),
                Objects.requireNonNullElse(from.serviceTier(), ""),
                Objects.requireNonNullElse(from.reasoningEffort(), ""),
                to.provider(),
                to.model(),
                Objects.requireNonNullElse(to.serviceTier(), ""),
                Objects.requireNonNullElse(to.reasoningEffort(), ""));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** As what-if is asked for it. */
    Swap swap() {
        List<Filter> filters = new ArrayList<>();
        filters.add(new Filter(Attribute.PROVIDER, List.of(from.provider())));
        filters.add(new Filter(Attribute.MODEL, List.of(from.model())));
        add(filters, Attribute.SERVICE_TIER, from.serviceTier());
        add(filters, Attribute.REASONING_EFFORT, from.reasoningEffort());
        if (!regions.isEmpty()) {
            filters.add(new Filter(Attribute.REGION, regions));
        }
        Swap swap = Swap.everything(kind.wireName(), filters, target()).ofShare(share);
        return kind == MoveKind.CACHING ? swap.caching(new CachedInput.Measured()) : swap;
    }

    private Target target() {
        return switch (kind) {
            case SWAP, HYBRID -> new Target(to.provider(), to.model(), null, null, null);
            case TIER -> new Target(null, null, to.serviceTier(), null, null);
            case EFFORT -> new Target(null, null, null, to.reasoningEffort(), null);
            case CACHING -> new Target(null, null, null, null, null);
        };
    }

    private static void add(List<Filter> filters, Attribute attribute, @Nullable String value) {
        if (value != null) {
            filters.add(new Filter(attribute, List.of(value)));
        }
    }
}
