@NullMarked
package io.tokenledger.report.optimiser;

import org.jspecify.annotations.NullMarked;
