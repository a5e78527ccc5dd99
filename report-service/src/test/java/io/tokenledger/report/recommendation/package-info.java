/** Recommendations and their tracking on companies whose savings are known. */
@NullMarked
package io.tokenledger.report.recommendation;

import org.jspecify.annotations.NullMarked;
