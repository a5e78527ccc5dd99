/** What could not be used: listed, counted, and sent again after a fix. */
@NullMarked
package io.tokenledger.report.rejection;

import org.jspecify.annotations.NullMarked;
