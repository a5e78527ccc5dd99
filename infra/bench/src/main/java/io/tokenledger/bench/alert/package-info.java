/** How long it takes from an event at the door to an alert at its receiver, with many budgets and under load. */
@NullMarked
package io.tokenledger.bench.alert;

import org.jspecify.annotations.NullMarked;
