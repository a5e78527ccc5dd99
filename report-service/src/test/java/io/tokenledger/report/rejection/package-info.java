@NullMarked
package io.tokenledger.report.rejection;

import org.jspecify.annotations.NullMarked;
