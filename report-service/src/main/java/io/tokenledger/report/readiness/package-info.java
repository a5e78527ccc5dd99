/** Whether the database is there and holds what the reports read. */
@NullMarked
package io.tokenledger.report.readiness;

import org.jspecify.annotations.NullMarked;
