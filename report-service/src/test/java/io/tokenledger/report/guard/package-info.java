@NullMarked
package io.tokenledger.report.guard;

import org.jspecify.annotations.NullMarked;
