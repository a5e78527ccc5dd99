package io.tokenledger.ingest.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.contract.Capability;
import io.tokenledger.contract.EventKey;
import io.tokenledger.contract.Measured;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.ingest.dialect.Attribution;
import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.event.CloudEvent;
import io.tokenledger.ingest.event.Delivery;
import io.tokenledger.ingest.event.EventReader;
import io.tokenledger.ingest.event.Origin;
import io.tokenledger.ingest.event.Slice;
import io.tokenledger.ingest.prefix.PrefixMemory;
import io.tokenledger.ingest.prefix.PromptBlocks;
import io.tokenledger.ingest.rejection.Refusal;
import io.tokenledger.ingest.tokens.PromptTaker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The way of an event through ingest: parse, normalise, count. Nothing is sent and
 * nothing is thrown, whatever comes in. The same delivery gives the same outcomes, but for one measurement: how much of a
 * counted prompt was sent before depends on what came before.
 */
public final class Pipeline {
    private static final UUID NOT_YET_FINGERPRINTED = new UUID(0, 0);

    private final PrefixMemory prefixes;
    private final EventReader reader;
    private final AcceptedTimes times;
    private final TextMeasure texts;

    public Pipeline(Limits limits, PrefixMemory prefixes) {
        this.prefixes = prefixes;
        this.reader = new EventReader(limits.maxEventBytes(), limits.maxBatchEvents());
        this.times = new AcceptedTimes(limits.earliest(), limits.futureTolerance());
        this.texts = new TextMeasure(limits.maxMeasuredChars());
    }

    /** Decides every event of the delivery. */
    public Intake process(Delivery delivery) {
        var rejections = new Rejections(
                delivery.origin(), delivery.receivedAt(), delivery.tenant(), EventReader.isBatch(delivery));
        List<Slice> slices;
        try {
            slices = reader.slices(delivery);
        } catch (Refusal refusal) {
            return new Intake.Unreadable(rejections.refused(0, delivery.body().length, null, refusal));
        } catch (RuntimeException | StackOverflowError defect) {
            return new Intake.Unreadable(rejections.unprocessable(0, delivery.body().length, defect));
        }
        if (!rejections.ofBatch()) {
            return single(slices.getFirst(), delivery, rejections);
        }
        var outcomes = new ArrayList<Outcome>(slices.size());
        for (Slice slice : slices) {
            outcomes.add(decide(slice, outcomes.size(), delivery, rejections));
        }
        return new Intake.Events(outcomes);
    }

    /**
     * Decides one event that a door has put together itself, in structured form.
     *
     * @param bytes how large it was on the way, for a rejection
     * @param index its place in what came, from 0
     * @param tenant whose it is by the way it came; null: the event says it
     */
    public Outcome process(
            JsonNode event, long bytes, int index, Origin origin, Instant receivedAt, @Nullable String tenant) {
        var rejections = new Rejections(origin, receivedAt, tenant, true);
        try {
            return new Outcome.Accepted(metered(event, receivedAt, tenant));
        } catch (Refusal refusal) {
            return rejections.refused(index, bytes, event, refusal);
        } catch (RuntimeException | StackOverflowError defect) {
            return rejections.unprocessable(index, bytes, defect);
        }
    }

    /** Writes down an event that a door refused before it was one; the parameters are those of {@code process}. */
    public Outcome refuse(
            Refusal refusal, long bytes, int index, Origin origin, Instant receivedAt, @Nullable String tenant) {
        return new Rejections(origin, receivedAt, tenant, true).refused(index, bytes, null, refusal);
    }

    private Intake single(Slice slice, Delivery delivery, Rejections rejections) {
        Outcome outcome = decide(slice, 0, delivery, rejections);
        if (outcome instanceof Outcome.Rejected rejected) {
            return switch (rejected.error()) {
                case EVENT_MALFORMED_JSON, EVENT_NOT_AN_OBJECT -> new Intake.Unreadable(rejected);
                default -> new Intake.Events(List.of(rejected));
            };
        }
        return new Intake.Events(List.of(outcome));
    }

    /** Never throws: an event that our own code fails on is a rejection, so that it does not hold up the others. */
    private Outcome decide(Slice slice, int index, Delivery delivery, Rejections rejections) {
        try {
            return acceptOrRefuse(slice, index, delivery, rejections);
        } catch (RuntimeException | StackOverflowError defect) {
            return rejections.unprocessable(index, slice.length(), defect);
        }
    }

    private Outcome acceptOrRefuse(Slice slice, int index, Delivery delivery, Rejections rejections) {
        JsonNode event = null;
        try {
            event = reader.read(slice, delivery);
            return new Outcome.Accepted(metered(event, delivery.receivedAt(), delivery.tenant()));
        } catch (Refusal refusal) {
            return rejections.refused(index, slice.length(), event, refusal);
        }
    }

    private MeteredUsage metered(JsonNode json, Instant receivedAt, @Nullable String tenant) throws Refusal {
        CloudEvent event = CloudEvent.read(json, tenant);
        Reading reading = Dialects.of(event.type()).read(event);
        Instant occurredAt = times.check(event.time(), reading.ownTime(), receivedAt);
        PromptBlocks prompt = prefixes.prompt(reading.attribution().tenant(), reading.provider(), reading.model());
        TokenMetering metering = TokenMetering.of(reading, prompt == null ? PromptTaker.NONE : prompt);
        Long repeated = prompt == null || !metering.isInputCounted()
                ? null
                : prefixes.repeatedTokens(prompt, EventKey.of(event.source(), event.id()), occurredAt);
        return usage(event, reading, occurredAt, receivedAt, metering, texts.of(reading, repeated));
    }

    private static MeteredUsage usage(
            CloudEvent event,
            Reading reading,
            Instant occurredAt,
            Instant receivedAt,
            TokenMetering metering,
            Measured measured) {
        Attribution by = reading.attribution();
        return new MeteredUsage(
                        by.tenant(),
                        event.source(),
                        event.id(),
                        event.type(),
                        NOT_YET_FINGERPRINTED,
                        occurredAt,
                        receivedAt,
                        reading.provider(),
                        reading.model(),
                        reading.serviceTier(),
                        reading.region(),
                        reading.reasoningEffort(),
                        by.team(),
                        by.project(),
                        by.app(),
                        by.environment(),
                        by.user(),
                        by.tags(),
                        metering.meters(),
                        metering.inputProvenance(),
                        metering.outputProvenance(),
                        capabilities(reading, metering),
                        reading.aborted(),
                        reading.statedCost(),
                        measured)
                .fingerprinted();
    }

    private static Set<Capability> capabilities(Reading reading, TokenMetering metering) {
        return Capability.ofBits(
                Capability.bits(reading.capabilitiesUsed()) | Capability.bits(Capability.impliedBy(metering.meters())));
    }
}
