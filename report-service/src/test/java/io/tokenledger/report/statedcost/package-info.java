@NullMarked
package io.tokenledger.report.statedcost;

import org.jspecify.annotations.NullMarked;
