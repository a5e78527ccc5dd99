@NullMarked
package io.tokenledger.report.delivery;

import org.jspecify.annotations.NullMarked;
