@NullMarked
package io.tokenledger.report.drift;

import org.jspecify.annotations.NullMarked;
