/** How a notice is put for each kind of target, and how it is sent: one attempt, and what came of it. */
@NullMarked
package io.tokenledger.report.delivery.sending;

import org.jspecify.annotations.NullMarked;
