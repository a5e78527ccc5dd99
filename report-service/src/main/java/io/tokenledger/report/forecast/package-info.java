/** What days to come will bring, judged by the days that were. Pure; exact decimals, in whatever unit the history has. */
@NullMarked
package io.tokenledger.report.forecast;

import org.jspecify.annotations.NullMarked;
