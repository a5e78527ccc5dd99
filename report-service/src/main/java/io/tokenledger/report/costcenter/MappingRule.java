package io.tokenledger.report.costcenter;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it is from one day to another: usage for which all of its conditions hold belongs to the cost centre, unless a
 * rule of a lower position says otherwise.
 *
 * @param id by which it is known for all time
 * @param position from 1, the lowest is asked first; no two rules have the same on the same day
 * @param conditions none: it fits everything
 * @param costCenter its code
 * @param validFrom in the zone of the books
 * @param validUntil exclusive; null: until further notice
 */
public record MappingRule(
        UUID id,
        String tenant,
        int position,
        List<Condition> conditions,
        String costCenter,
        LocalDate validFrom,
        @Nullable LocalDate validUntil) {
    public MappingRule {
        conditions = List.copyOf(conditions);
    }
}
