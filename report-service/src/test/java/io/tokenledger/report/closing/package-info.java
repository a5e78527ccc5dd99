@NullMarked
package io.tokenledger.report.closing;

import org.jspecify.annotations.NullMarked;
