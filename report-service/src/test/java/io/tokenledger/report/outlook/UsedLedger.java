package io.tokenledger.report.outlook;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenledger.report.fixture.Bookkeeper;
import io.tokenledger.report.fixture.Event;
import io.tokenledger.report.fixture.ListPrice;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.forecast.Step;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.prices.PriceBookReader;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Dimension.Attribute;
import io.tokenledger.report.usage.Filter;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A ledger that is filled and asked. */
final class UsedLedger {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    static final Instant MIDNIGHT = Instant.parse("2026-11-21T00:00:00Z");

    private final TestLedger ledger;
    private final List<Event> events = new ArrayList<>();
    private final OutlookReader reader;

    UsedLedger(String database) {
        this.ledger = TestLedger.empty(database);
        this.reader = new OutlookReader(views(), new PriceBookReader());
    }

    TestLedger ledger() {
        return ledger;
    }

    OutlookReader reader() {
        return reader;
    }

    LedgerViews views() {
        return new LedgerViews(
                ledger.serviceDataSource(
                        "-c default_transaction_read_only=on -c default_transaction_isolation=repeatable\\ read"),
                new SimpleMeterRegistry());
    }

    UsedLedger prices(ListPrice... prices) {
        ListPrice.publish(ledger, Arrays.asList(prices));
        return this;
    }

    /** One request at that time; it cost a micro-dollar, whatever it used. */
    UsedLedger use(Instant at, String model, long input, long cached, long output, String... attributes) {
        Map<String, String> named = new HashMap<>(
                Map.of("tenant", "acme", "provider", "openai", "model", model, "service_tier", "standard"));
        for (int i = 0; i < attributes.length; i += 2) {
            named.put(attributes[i], attributes[i + 1]);
        }
        events.add(new Event(at, named, input - cached, cached, 0, output, 0, "USD", BigInteger.valueOf(1_000_000)));
        return this;
    }

    /** A million input tokens that cost a dollar, at noon of every one of the last days. */
    UsedLedger useADollarADay(int days) {
        for (int daysAgo = days; daysAgo >= 1; daysAgo--) {
            useADollar(noon(TODAY.minusDays(daysAgo)));
        }
        return this;
    }

    UsedLedger useADollar(Instant at) {
        use(at, "o3", 1_000_000, 0, 0);
        Event last = events.removeLast();
        events.add(new Event(
                last.occurredAt(), last.attributes(), last.plainInput(), 0, 0, 0, 0, "USD", BigInteger.TEN.pow(12)));
        return this;
    }

    /** The last one was paid in another currency. */
    UsedLedger in(String currency) {
        events.set(events.size() - 1, events.getLast().in(currency));
        return this;
    }

    /** The last one is without a price. */
    UsedLedger unpriced() {
        events.set(events.size() - 1, events.getLast().unpriced());
        return this;
    }

    /** Every one of the last days before today at noon UTC, more on some days of the week. */
    UsedLedger useDaily(int days, String model, String... attributes) {
        for (int daysAgo = days; daysAgo >= 1; daysAgo--) {
            LocalDate day = TODAY.minusDays(daysAgo);
            long more = day.getDayOfWeek().getValue() * 137L + daysAgo % 5 * 41L;
            use(noon(day), model, 10_000 + more, 0, 2_000 + more / 3, attributes);
        }
        return this;
    }

    static Instant noon(LocalDate day) {
        return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    List<Event> events() {
        return events;
    }

    UsedLedger booked() {
        Bookkeeper.book(ledger, events);
        return this;
    }

    static ListPrice price(String model, String from, String until, String... dollars) {
        return ListPrice.perMillion("openai", model, "standard", from, until.isEmpty() ? null : until, dollars);
    }

    static OutlookQuestion question(Instant at, String zone, Step step, String horizon, Attribute... groupBy) {
        return new OutlookQuestion(
                at,
                ZoneId.of(zone),
                step,
                null,
                Horizon.parse(horizon),
                List.<Dimension>of(groupBy),
                List.of(new Filter(Attribute.TENANT, List.of("acme"))),
                "USD");
    }

    Outlook ask(String horizon, Attribute... groupBy) {
        return ask(question(MIDNIGHT, "UTC", Step.DAY, horizon, groupBy));
    }

    Outlook ask(OutlookQuestion question) {
        return reader.answer(question);
    }
}
