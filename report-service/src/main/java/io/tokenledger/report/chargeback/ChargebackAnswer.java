package io.tokenledger.report.chargeback;

import io.tokenledger.report.fx.Conversion;
import io.tokenledger.report.usage.Usage;
import io.tokenledger.report.usage.UsageRow;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A chargeback as it was asked for.
 *
 * @param names of the cost centres in it, by code
 */
record ChargebackAnswer(
        ChargebackQuestion question,
        Chargeback figures,
        Optional<Beside> beside,
        List<Conversion> conversions,
        Map<String, String> names) {

    /** What was found, with amounts rounded to so many places, or exact. */
    static ChargebackAnswer of(ChargebackQuestion question, ChargebackReader.Found found, OptionalInt places) {
        Optional<Beside> beside = found.beside().map(answer -> new Beside(answer.rows()));
        List<UsageRow> rows = found.answer().rows();
        var figures = Chargeback.of(
                question.asHeld(), beside.map(other -> other.completed(rows)).orElse(rows), places);
        List<Conversion> conversions = new ArrayList<>(found.answer().conversions());
        found.beside().ifPresent(answer -> conversions.addAll(answer.conversions()));
        return new ChargebackAnswer(
                question, figures, beside, Conversion.joined(conversions), named(figures, question, found.names()));
    }

    private static Map<String, String> named(
            Chargeback figures, ChargebackQuestion question, Map<String, String> names) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < question.groupBy().size(); i++) {
            if (question.groupBy().get(i) instanceof Grouping.CostCenter) {
                for (UsageRow line : figures.lines()) {
                    String code = line.group().get(i);
                    String name = code == null ? null : names.get(code);
                    if (code != null && name != null) {
                        named.put(code, name);
                    }
                }
            }
        }
        return named;
    }

    List<String> groupByNames() {
        return question.groupByNames();
    }

    /** What a line is held against; null: nothing. */
    @Nullable
    Usage beside(UsageRow line) {
        return beside.map(other -> other.of(line)).orElse(null);
    }

    /** What all lines are held against; null: nothing. */
    @Nullable
    Usage totalBeside() {
        return beside.map(Beside::total).orElse(null);
    }

    /** How much more it costs, as amounts are shown; null where it is not known. */
    @Nullable
    String change(Usage now, Usage other) {
        return Beside.changePico(now, other).map(this::shown).orElse(null);
    }

    private String shown(BigInteger pico) {
        return figures.shown(pico);
    }
}
