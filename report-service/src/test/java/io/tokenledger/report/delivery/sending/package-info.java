@NullMarked
package io.tokenledger.report.delivery.sending;

import org.jspecify.annotations.NullMarked;
