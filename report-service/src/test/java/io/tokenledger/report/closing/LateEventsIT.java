package io.tokenledger.report.closing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.accounting.AccountingCalendar;
import io.tokenledger.report.accounting.AccountingSettingsReader;
import io.tokenledger.report.fixture.LedgerEntry;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LateEventsIT {
    private static final Instant NOW = Instant.parse("2026-04-03T09:00:00Z");
    private final TestBooks books = new TestBooks("late_events");

    /** Of January 150 events, 3 of them booked later than 14:45 on the third; of February 100, one such; March has 200. */
    @Test
    void lateEventsAreToldFromWhenThoseBeforeWereBooked() {
        String tenant = books.tenant();
        events(tenant, "2026-01-10T00:00:00Z", 147, "2026-01-10T00:00:05Z");
        events(tenant, "2026-01-10T00:00:00Z", 3, "2026-02-03T09:00:01Z"); // 62:45:01 after the end of January
        events(tenant, "2026-02-10T00:00:00Z", 99, "2026-03-03T08:59:59Z"); // 62:44:59 after the end of February
        events(tenant, "2026-02-10T00:00:00Z", 1, "2026-03-20T00:00:00Z");
        events(tenant, "2026-03-10T00:00:00Z", 200, "2026-03-10T00:00:00Z");
        events(books.tenant(), "2026-03-10T00:00:00Z", 9, "2026-03-10T00:00:00Z");

        LateEvents late = read(tenant, NOW);

        assertThat(late.sinceEnd()).isEqualTo(Duration.parse("PT62H45M"));
        assertThat(late.seen()).isEqualTo(200);
        assertThat(late.past())
                .containsExactly(new LateEvents.Past("2026-02", 99, 100), new LateEvents.Past("2026-01", 147, 150));
        assertThat(late.expected()).isEqualTo(4); // 200 × 4 / 246 = 3.25…
    }

    @Test
    void aPeriodThatIsNotOverIsNotGuessedAt() {
        String tenant = books.tenant();
        events(tenant, "2026-03-10T00:00:00Z", 2, "2026-03-10T00:00:00Z");
        assertThat(read(tenant, Instant.parse("2026-03-31T18:14:59Z"))).isEqualTo(new LateEvents(null, 0, List.of()));
        assertThat(read(tenant, Instant.parse("2026-03-31T18:15:00Z")).seen()).isEqualTo(2);
    }

    /** Prices and corrections are later entries of the same event: nothing that came late. */
    @Test
    void laterEntriesOfAnEventAreNoEvents() {
        String tenant = books.tenant();
        LedgerEntry event = books.event(tenant, "2026-03-10T00:00:00Z", "2");
        books.book(event, event.correction(1, BigInteger.ONE, 1L, "repricing/1"));
        assertThat(read(tenant, NOW).seen()).isEqualTo(1);
    }

    private LateEvents read(String tenant, Instant now) {
        return books.views.read("test", connection -> {
            AccountingCalendar calendar = AccountingCalendar.of(AccountingSettingsReader.read(connection, tenant));
            return LateEventsReader.read(connection, tenant, calendar, calendar.named("2026-03"), now);
        });
    }

    private void events(String tenant, String at, int count, String bookedAt) {
        LedgerEntry[] events = new LedgerEntry[count];
        Arrays.setAll(events, _ -> books.event(tenant, at, "1"));
        books.bookAt(bookedAt, events);
    }
}
