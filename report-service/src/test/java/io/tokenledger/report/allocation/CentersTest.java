package io.tokenledger.report.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.costcenter.CostCenter;
import io.tokenledger.report.costcenter.CostCenter.View;
import io.tokenledger.report.costcenter.Organisation;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cost centres that come, move and go within a month. */
class CentersTest {
    private static CostCenter version(
            String code, @Nullable String parent, String from, @Nullable String until, View view) {
        return new CostCenter(
                "acme",
                code,
                code + " from " + from,
                parent,
                null,
                null,
                null,
                view,
                LocalDate.parse(from),
                until == null ? null : LocalDate.parse(until));
    }

    private final Centers centers = Centers.of(
            Organisation.of(
                    RandomPeriod.SETTINGS,
                    List.of(
                            version("top", null, "2026-01-01", null, View.CHARGEBACK),
                            version("moved", "top", "2026-01-01", "2026-10-10", View.CHARGEBACK),
                            version("moved", null, "2026-10-10", null, View.SHOWBACK),
                            version("gone", "moved", "2026-01-01", "2026-10-20", View.CHARGEBACK),
                            version("before", null, "2026-01-01", "2026-10-01", View.CHARGEBACK),
                            version("lastDay", "top", "2026-10-31", null, View.CHARGEBACK),
                            version("untilTheEnd", "top", "2026-01-01", "2026-11-01", View.CHARGEBACK),
                            version("after", null, "2026-11-01", null, View.CHARGEBACK)),
                    List.of()),
            RandomPeriod.OCTOBER);

    @Test
    void eachIsAsOnTheLastDayOrOnItsOwnLast() {
        assertThat(centers.codes()).containsExactly("gone", "lastDay", "moved", "top", "untilTheEnd");
        assertThat(centers.center("moved")).extracting(CostCenter::view).isEqualTo(View.SHOWBACK);
        assertThat(centers.center("gone")).extracting(CostCenter::name).isEqualTo("gone from 2026-01-01");
        assertThat(centers.center("before")).isNull();
    }

    @Test
    void treeIsThatOfTheLastDay() {
        assertThat(centers.path("gone")).containsExactly("moved", "gone");
        assertThat(centers.path("lastDay")).containsExactly("top", "lastDay");
        assertThat(centers.path("unattributed")).containsExactly("unattributed");
        assertThat(centers.withAllBelow(List.of("top"))).containsExactly("lastDay", "top", "untilTheEnd");
        assertThat(centers.leaves()).containsExactly("lastDay", "moved", "untilTheEnd");
    }
}
