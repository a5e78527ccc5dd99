package io.tokenledger.pricing.fx;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a file of rates states.
 *
 * @param line where; the header is line 1
 * @param currency ISO 4217; never EUR
 * @param perEuro units of the currency for one euro, positive
 */
record StatedRate(long line, String currency, LocalDate rateDate, BigDecimal perEuro) {}
