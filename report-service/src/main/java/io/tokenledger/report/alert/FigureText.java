package io.tokenledger.report.alert;

import io.tokenledger.report.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The figures of one finding as people read them. Here they are rounded, and nowhere before. Pure. */
final class FigureText {
    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss VV", Locale.ROOT);
    private static final DateTimeFormatter TO_THE_MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final String TOKENS = "tokens";
    private static final String REQUESTS = "requests";

    private final Finding finding;

    FigureText(Finding finding) {
        this.finding = finding;
    }

    /** The figure as it came; empty where there is none of that name. */
    Optional<String> plain(String name) {
        return Optional.ofNullable(finding.figures().get(name));
    }

    /** {@code 802.41 USD}, or {@code 1,200,000 tokens} where the finding names no currency. */
    Optional<String> amount(String name) {
        String unit = plain("currency").orElse(plain("unit").orElse(TOKENS));
        return plain(name).map(exact -> amount(exact, unit));
    }

    /** {@code 80.2 %}, of a figure that is a number of percent. */
    Optional<String> percent(String name) {
        return plain(name).map(exact -> percent(new BigDecimal(exact)));
    }

    /** A number of things: {@code 1,200}. */
    Optional<String> count(String name) {
        return plain(name).map(exact -> grouped(new BigDecimal(exact)));
    }

    /** An instant among the figures, in the zone of the period. */
    Optional<String> time(String name) {
        return plain(name).map(text -> time(Instant.parse(text)));
    }

    /** {@code 2026-11-21 14:03:09 Europe/Berlin}. */
    String time(Instant instant) {
        return TO_THE_SECOND.format(instant.atZone(zone()));
    }

    /** {@code from 2026-11-01 to 2026-12-01 (Europe/Berlin)}: dates where the period is one of days. */
    Optional<String> period() {
        AlertPeriod period = finding.period();
        return period == null
                ? Optional.empty()
                : Optional.of("from " + edge(period, period.from()) + " to " + edge(period, period.to()) + " ("
                        + period.zone().getId() + ")");
    }

    /** {@code team search, model o3 or o4-mini}; empty where it is all of the tenant. */
    String scope() {
        return new TreeMap<>(finding.scope())
                .entrySet().stream()
                        .map(part -> part.getKey() + " " + values(part.getValue()))
                        .collect(Collectors.joining(", "));
    }

    /** {@code app ranker, model o3: 500.00 USD (62.3 %)}. */
    static String contributor(Contributor one) {
        return group(one.group()) + ": " + amount(one.amount(), one.unit()) + " ("
                + percent(new BigDecimal(one.share()).movePointRight(2)) + ")";
    }

    static String group(Map<String, String> group) {
        return group.isEmpty()
                ? "all"
                : new TreeMap<>(group)
                        .entrySet().stream()
                                .map(part -> part.getKey() + " " + named(part.getValue()))
                                .collect(Collectors.joining(", "));
    }

    static String amount(String exact, String unit) {
        return unit.equals(TOKENS) || unit.equals(REQUESTS)
                ? grouped(new BigDecimal(exact)) + " " + unit
                : Money.readable(Money.pico(exact)) + " " + unit;
    }

    private static String values(List<String> values) {
        return values.stream().map(FigureText::named).collect(Collectors.joining(" or "));
    }

    private static String named(String value) {
        return value.isEmpty() ? "not attributed" : value;
    }

    private static String percent(BigDecimal percent) {
        return percent.setScale(1, RoundingMode.HALF_EVEN).stripTrailingZeros().toPlainString() + " %";
    }

    private static String grouped(BigDecimal number) {
        return new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
    }

    private ZoneId zone() {
        return finding.period() == null ? UTC : finding.period().zone();
    }

    private static String edge(AlertPeriod period, Instant instant) {
        boolean ofDays = isMidnight(period, period.from()) && isMidnight(period, period.to());
        return ofDays
                ? instant.atZone(period.zone()).toLocalDate().toString()
                : TO_THE_MINUTE.format(instant.atZone(period.zone()));
    }

    private static boolean isMidnight(AlertPeriod period, Instant instant) {
        var local = instant.atZone(period.zone());
        return local.toLocalDate().atStartOfDay(period.zone()).equals(local);
    }
}
