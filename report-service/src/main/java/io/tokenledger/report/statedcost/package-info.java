/** What providers and gateways state that usage costs, beside what it costs here. */
@NullMarked
package io.tokenledger.report.statedcost;

import org.jspecify.annotations.NullMarked;
