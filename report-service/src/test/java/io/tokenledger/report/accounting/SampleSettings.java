package io.tokenledger.report.accounting;

import io.tokenledger.report.accounting.AccountingSettings.CalendarKind;
import java.time.Month;
import java.time.ZoneId;

/** Settings for tests: the standard ones of tenant acme, but for what decides periods. */
public final class SampleSettings {
    private SampleSettings() {}

    public static AccountingSettings of(String zone, CalendarKind calendar, Month fiscalYearStart) {
        AccountingSettings standard = AccountingSettings.standard("acme");
        return new AccountingSettings(
                "acme",
                ZoneId.of(zone),
                standard.currency(),
                calendar,
                fiscalYearStart,
                standard.twoPersons(),
                standard.limits(),
                standard.accounts());
    }
}
