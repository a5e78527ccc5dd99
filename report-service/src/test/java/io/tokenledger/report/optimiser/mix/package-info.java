@NullMarked
package io.tokenledger.report.optimiser.mix;

import org.jspecify.annotations.NullMarked;
