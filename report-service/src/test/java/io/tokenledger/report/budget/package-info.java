@NullMarked
package io.tokenledger.report.budget;

import org.jspecify.annotations.NullMarked;
