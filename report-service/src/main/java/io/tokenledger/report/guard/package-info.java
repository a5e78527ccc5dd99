/**
 * Tells gateways, before something is used, whether the budgets have room for it, and holds that room for a while. It
 * advises: what was used is booked without asking here.
 */
@NullMarked
package io.tokenledger.report.guard;

import org.jspecify.annotations.NullMarked;
