package io.tokenledger.report.accounting;

import io.tokenledger.report.accounting.AccountingSettings.Accounts;
import io.tokenledger.report.accounting.AccountingSettings.CalendarKind;
import io.tokenledger.report.accounting.AccountingSettings.Limits;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.usage.UsageSelection;
import java.math.BigDecimal;
import java.time.Month;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads settings from the body of a request: as a whole, so that what is left out has its default again. Pure. */
final class AccountingSettingsForm {
    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9._:/-]{1,40}");

    private AccountingSettingsForm() {}

    /**
     * What is asked for.
     *
     * @param version that the caller has read; null: whichever it is
     */
    record Wanted(AccountingSettings settings, @Nullable Integer version, String author, String reason) {}

    static Wanted read(JsonFields body) {
        body.onlyOf(
                "tenant",
                "version",
                "timezone",
                "currency",
                "calendar",
                "fiscal_year_start",
                "two_persons",
                "limits",
                "accounts",
                "author",
                "reason");
        AccountingSettings standard = AccountingSettings.standard(body.storableText("tenant"));
        BigDecimal version = body.decimal("version", "0", "1000000000");
        return new Wanted(
                new AccountingSettings(
                        standard.tenant(),
                        zone(body.storableText("timezone", standard.zone().getId())),
                        UsageSelection.currency(body.storableText("currency", standard.currency())),
                        calendar(body.storableText("calendar", wireName(standard.calendar()))),
                        month(body, standard.fiscalYearStart()),
                        body.flag("two_persons"),
                        limits(body.object("limits"), standard.limits()),
                        accounts(body.object("accounts"), standard.accounts())),
                version == null ? null : version.intValue(),
                body.storableText("author"),
                body.storableText("reason"));
    }

    static String wireName(CalendarKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static ZoneId zone(String name) {
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw ReportError.TIMEZONE_UNKNOWN.because(
                    "timezone " + name + " is not in the IANA time zone database (e.g. Asia/Kolkata)");
        }
        return ZoneId.of(name);
    }

    private static CalendarKind calendar(String name) {
        return Arrays.stream(CalendarKind.values())
                .filter(kind -> wireName(kind).equals(name))
                .findFirst()
                .orElseThrow(() -> ReportError.FIELD_INVALID.because("calendar is '" + name + "': one of "
                        + Arrays.stream(CalendarKind.values())
                                .map(AccountingSettingsForm::wireName)
                                .collect(Collectors.joining(", "))
                        + " is expected"));
    }

    private static Month month(JsonFields body, Month standard) {
        BigDecimal month = body.decimal("fiscal_year_start", "1", "12");
        if (month != null && month.stripTrailingZeros().scale() > 0) {
            throw ReportError.FIELD_INVALID.because(
                    "fiscal_year_start is " + month.toPlainString() + ": a month from 1 to 12 is expected");
        }
        return month == null ? standard : Month.of(month.intValueExact());
    }

    private static Limits limits(@Nullable JsonFields limits, Limits standard) {
        if (limits == null) {
            return standard;
        }
        limits.onlyOf("unpriced", "unattributed", "variance", "rejected", "expected_late");
        return new Limits(
                share(limits, "unpriced", standard.unpriced()),
                share(limits, "unattributed", standard.unattributed()),
                share(limits, "variance", standard.variance()),
                share(limits, "rejected", standard.rejected()),
                share(limits, "expected_late", standard.expectedLate()));
    }

    private static BigDecimal share(JsonFields limits, String field, BigDecimal standard) {
        return Objects.requireNonNullElse(limits.decimal(field, "0", "1"), standard);
    }

    private static Accounts accounts(@Nullable JsonFields accounts, Accounts standard) {
        if (accounts == null) {
            return standard;
        }
        accounts.onlyOf("expense", "clearing");
        return new Accounts(
                account("expense", accounts.storableText("expense", standard.expense())),
                account("clearing", accounts.storableText("clearing", standard.clearing())));
    }

    private static String account(String field, String account) {
        if (!ACCOUNT.matcher(account).matches()) {
            throw ReportError.FIELD_INVALID.because("accounts." + field + " is '" + account
                    + "': 1 to 40 of letters, digits and . _ : / - are expected");
        }
        return account;
    }
}
