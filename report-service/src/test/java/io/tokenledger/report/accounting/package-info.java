@NullMarked
package io.tokenledger.report.accounting;

import org.jspecify.annotations.NullMarked;
