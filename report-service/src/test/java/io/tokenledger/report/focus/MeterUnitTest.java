package io.tokenledger.report.focus;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.contract.Meter;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class MeterUnitTest {
    @Test
    void tokensAreToldByTheMillionAndAllElseByThePiece() {
        assertThat(MeterUnit.of("cached_input"))
                .isEqualTo(new MeterUnit(
                        "Cached Input Tokens", "Tokens", "1000000 Tokens", 6, FocusColumn.X_CACHED_INPUT_TOKENS));
        assertThat(MeterUnit.of("web_searches"))
                .isEqualTo(new MeterUnit("Web Searches", "Searches", "Searches", 0, null));
        assertThat(MeterUnit.of("ocr_pages").unit()).isEqualTo("Pages");
        assertThat(MeterUnit.of("grounded_prompt").unit()).isEqualTo("Units");
        assertThat(MeterUnit.of("input").pricingQuantity(1)).isEqualTo(new BigDecimal("0.000001"));
        assertThat(MeterUnit.of("requests").pricingQuantity(7)).isEqualTo(new BigDecimal("7"));
        assertThat(MeterUnit.of("output").unitPrice(new BigDecimal("4400000"))).isEqualByComparingTo("4400000000000");
    }

    @Test
    void everyTokenMeterHasAColumnOfItsOwn() {
        assertThat(Meter.builtIn().stream()
                        .filter(meter -> meter.side() != Meter.Side.UNITS)
                        .map(meter -> MeterUnit.of(meter.id()).ownColumn()))
                .doesNotContainNull()
                .doesNotHaveDuplicates();
        assertThat(FocusColumn.X_CACHE_WRITE_1H_TOKENS.columnName(FocusVersion.V1_2))
                .isEqualTo("x_CacheWrite1hTokens");
    }
}
