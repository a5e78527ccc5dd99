package io.tokenledger.sample;

import io.tokenledger.sample.SampleTally.Fate;
import java.time.Instant;
import java.util.Comparator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** Makes the events one after the other, and sends some of them again later. */
final class CompanySample implements UsageSample {
    /** A record comes again after at most so many events. */
    private static final int LATEST_REPLAY = 20_000;

    /** An odd number: multiplied by it, different numbers stay different, and look nothing like each other. */
    private static final long SCATTER = 0x9E3779B97F4A7C15L;

    private record Later(long due, long order, SampleRecord record, Fate fate) {}

    private final SampleMix mix;
    private final EventSchedule schedule;
    private final Instant from;
    private final Instant until;
    private final SplittableRandom random;
    private final Tenants tenants;
    private final Selection duplicates;
    private final Selection conflicts;
    private final Selection malformed;
    private final long firstNumber;
    private final EventJson json = new EventJson();
    private final SampleTally tally = new SampleTally();
    private final PriorityQueue<Later> later =
            new PriorityQueue<>(Comparator.comparingLong(Later::due).thenComparingLong(Later::order));
    private long made;
    private long queued;
    private long malformedMade;
    private int slot;

    CompanySample(SampleMix mix, EventSchedule schedule, Instant from, Instant until, SplittableRandom random) {
        this.mix = mix;
        this.schedule = schedule;
        this.from = from;
        this.until = until;
        this.random = random;
        this.tenants = new Tenants(mix.tenants());
        this.duplicates = new Selection(mix.duplicates(), mix.events());
        this.conflicts = new Selection(mix.conflicts(), mix.events());
        this.malformed = new Selection(mix.malformed(), mix.events());
        this.firstNumber = random.nextLong();
    }

    @Override
    public boolean hasNext() {
        return made < mix.events() || !later.isEmpty();
    }

    @Override
    public SampleRecord next() {
        Later due = later.peek();
        if (due != null && (due.due() <= made || made == mix.events())) {
            later.remove();
            tally.count(due.fate());
            return due.record();
        }
        if (made == mix.events()) {
            throw new NoSuchElementException("all " + mix.records() + " records are out");
        }
        return make();
    }

    private SampleRecord make() {
        SampleEvent event = draw();
        SampleRecord record = json.write(event);
        made++;
        tally.booked(event.model(), event.tokens());
        if (duplicates.picks(random)) {
            comesLater(record, Fate.DUPLICATE);
        }
        if (conflicts.picks(random)) {
            comesLater(json.write(event.withMoreOutput(1 + random.nextInt(500))), Fate.CONFLICT);
        }
        if (malformed.picks(random)) {
            MalformedKind[] kinds = MalformedKind.values();
            comesLater(kinds[(int) (malformedMade % kinds.length)].record(malformedMade++), Fate.REJECTED);
        }
        return record;
    }

    private void comesLater(SampleRecord record, Fate fate) {
        later.add(new Later(made + 1 + random.nextInt(LATEST_REPLAY), queued++, record, fate));
    }

    private SampleEvent draw() {
        while (schedule.eventsUpTo(slot, mix.events()) <= made) {
            slot++;
        }
        AppProfile app = schedule.drawApp(slot, random);
        ModelUse model = app.drawModel(random);
        return new SampleEvent(
                tenants.draw(random),
                (firstNumber + made) * SCATTER,
                app,
                model,
                schedule.drawMillis(slot, random),
                app.drawEnvironment(random),
                app.drawUser(random),
                app.drawFeature(random),
                app.workload().draw(model, random));
    }

    @Override
    public long records() {
        return mix.records();
    }

    @Override
    public SampleTotals totals() {
        return tally.totals();
    }

    @Override
    public Instant from() {
        return from;
    }

    @Override
    public Instant until() {
        return until;
    }
}
