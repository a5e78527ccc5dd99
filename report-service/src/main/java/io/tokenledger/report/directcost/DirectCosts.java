package io.tokenledger.report.directcost;

import io.tokenledger.report.fx.Conversion;
import java.util.List;

/**
 * The direct costs of a period.
 *
 * @param lines sorted by their keys
 * @param unpricedRequests that have no part in any cost yet
 * @param conversions of currencies other than that of the books
 */
public record DirectCosts(List<DirectLine> lines, long requests, long unpricedRequests, List<Conversion> conversions) {}
