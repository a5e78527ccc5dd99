package io.tokenledger.client;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Usage of a model by an application. {@code source} and {@code id} are its identity within the tenant: the same sent
 * again changes nothing, so sending until it is acknowledged is safe.
 *
 * @param time when the usage happened, to the microsecond; it picks the price
 * @param serviceTier the tier that was served, such as {@code batch}; null: standard
 */
public record UsageEvent(
        String id,
        String source,
        Instant time,
        Attribution attribution,
        String provider,
        String model,
        @Nullable String serviceTier,
        @Nullable String region,
        @Nullable String reasoningEffort,
        UsageCounts usage) {
    /** No usage is older than this. */
    public static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");

    /**
     * Checks what ingest would refuse.
     *
     * @throws IllegalArgumentException naming the field and the rule
     */
    public UsageEvent {
        id = Texts.required("id", id, Texts.MAX_IDENTITY_CHARS);
        source = Texts.required("source", source, Texts.MAX_IDENTITY_CHARS);
        time = time.truncatedTo(ChronoUnit.MICROS);
        if (time.isBefore(EARLIEST)) {
            throw new IllegalArgumentException("time is " + time + ": no usage is older than " + EARLIEST);
        }
        Objects.requireNonNull(attribution, "attribution");
        provider = Texts.required("provider", provider, Texts.MAX_CHARS);
        model = Texts.required("model", model, Texts.MAX_CHARS);
        serviceTier = Texts.optional("service_tier", serviceTier, Texts.MAX_CHARS);
        region = Texts.optional("region", region, Texts.MAX_CHARS);
        reasoningEffort = Texts.optional("reasoning_effort", reasoningEffort, Texts.MAX_CHARS);
        Objects.requireNonNull(usage, "usage");
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A UUID of version 7 (RFC 9562, section 5.7): the time in milliseconds, then chance. */
    static String newId() {
        UUID chance = UUID.randomUUID();
        long high = System.currentTimeMillis() << 16
                | 0x7000
                | ThreadLocalRandom.current().nextLong(0x1000);
        return new UUID(high, chance.getLeastSignificantBits()).toString();
    }

    /** An event in the making. Needed: source, attribution, provider, model and usage. */
    public static final class Builder {
        private @Nullable String id;
        private @Nullable String source;
        private @Nullable Instant time;
        private @Nullable Attribution attribution;
        private @Nullable String provider;
        private @Nullable String model;
        private @Nullable String serviceTier;
        private @Nullable String region;
        private @Nullable String reasoningEffort;
        private @Nullable UsageCounts usage;

        private Builder() {}

        /** The request's own id where it has one, so that it is known again; else one is made. */
        public Builder id(String id) {
            this.id = id;
            return this;
        }

        /** Who says so: the application. Ids are unique within it. */
        public Builder source(String source) {
            this.source = source;
            return this;
        }

        /** When the usage happened; now, unless it is said. */
        public Builder time(Instant time) {
            this.time = time;
            return this;
        }

        public Builder attribution(Attribution attribution) {
            this.attribution = attribution;
            return this;
        }

        /** By its name in the price book, such as {@code openai}. */
        public Builder provider(String provider) {
            this.provider = provider;
            return this;
        }

        /** The model that answered, as the provider names it. */
        public Builder model(String model) {
            this.model = model;
            return this;
        }

        /** The tier that was served, not the one that was asked for; null: standard. */
        public Builder serviceTier(@Nullable String serviceTier) {
            this.serviceTier = serviceTier;
            return this;
        }

        public Builder region(@Nullable String region) {
            this.region = region;
            return this;
        }

        public Builder reasoningEffort(@Nullable String reasoningEffort) {
            this.reasoningEffort = reasoningEffort;
            return this;
        }

        public Builder usage(UsageCounts usage) {
            this.usage = usage;
            return this;
        }

        /**
         * The event.
         *
         * @throws IllegalArgumentException if something is missing or would be refused; the message says what
         */
        public UsageEvent build() {
            return new UsageEvent(
                    id == null ? newId() : id,
                    Texts.required("source", source, Texts.MAX_IDENTITY_CHARS),
                    time == null ? Instant.now() : time,
                    stated("attribution", attribution),
                    Texts.required("provider", provider, Texts.MAX_CHARS),
                    Texts.required("model", model, Texts.MAX_CHARS),
                    serviceTier,
                    region,
                    reasoningEffort,
                    stated("usage", usage));
        }

        private static <T> T stated(String field, @Nullable T value) {
            if (value == null) {
                throw new IllegalArgumentException(field + " is missing: every event has one");
            }
            return value;
        }
    }
}
