/** What was found that somebody should know, once, and what became of it. */
@NullMarked
package io.tokenledger.report.alert;

import org.jspecify.annotations.NullMarked;
