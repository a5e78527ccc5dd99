/** What every cost centre is charged or shown for a period: assembled, rounded, numbered, chained by hashes, and written for people. */
@NullMarked
package io.tokenledger.report.statement;

import org.jspecify.annotations.NullMarked;
