/** What was used in a period, by whom, per meter, and what it costs before anything is allocated. */
@NullMarked
package io.tokenledger.report.directcost;

import org.jspecify.annotations.NullMarked;
