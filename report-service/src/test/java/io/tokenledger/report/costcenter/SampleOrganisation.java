package io.tokenledger.report.costcenter;

import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.accounting.AccountingSettings.CalendarKind;
import io.tokenledger.report.accounting.SampleSettings;
import io.tokenledger.report.costcenter.CostCenter.View;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cost centres, rules and usage of tenant acme, in few words. */
final class SampleOrganisation {
    private SampleOrganisation() {}

    static AccountingSettings books(String zone) {
        return SampleSettings.of(zone, CalendarKind.MONTHS, Month.JANUARY);
    }

    static CostCenter center(String code, @Nullable String parent, String from, @Nullable String until) {
        return new CostCenter(
                "acme",
                code,
                "Name of " + code,
                parent,
                null,
                null,
                null,
                View.CHARGEBACK,
                LocalDate.parse(from),
                until == null ? null : LocalDate.parse(until));
    }

    static MappingRule rule(
            int position, String costCenter, String from, @Nullable String until, Condition... conditions) {
        return new MappingRule(
                id(position),
                "acme",
                position,
                List.of(conditions),
                costCenter,
                LocalDate.parse(from),
                until == null ? null : LocalDate.parse(until));
    }

    static UUID id(int number) {
        return new UUID(0, number);
    }

    static UsageAttributes team(@Nullable String team) {
        return new UsageAttributes(team, null, null, null, null, Map.of());
    }
}
