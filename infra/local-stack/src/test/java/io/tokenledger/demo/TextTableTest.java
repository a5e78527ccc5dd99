package io.tokenledger.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void namesStandLeftAndFiguresRight() {
        var table = new TextTable(List.of("team", "cost", "requests"))
                .row("search", "$1.00", "7")
                .row("engineering", "$1,234.56", "12,345")
                .rule()
                .row("total", "$1,235.56", "");
        assertThat(table.lines())
                .containsExactly(
                        "team              cost  requests",
                        "-----------  ---------  --------",
                        "search           $1.00         7",
                        "engineering  $1,234.56    12,345",
                        "-----------  ---------  --------",
                        "total        $1,235.56");
    }

    @Test
    void aRowWithAnotherNumberOfCellsIsRefused() {
        assertThatThrownBy(() -> new TextTable(List.of("a", "b")).row("only one"))
                .hasMessage("columns: 2, cells: [only one]");
    }
}
