/** From an event at the door to an alert at whoever is to be told, whatever happens to the processes between. */
@NullMarked
package io.tokenledger.e2e.alert;

import org.jspecify.annotations.NullMarked;
