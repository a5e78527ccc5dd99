/** Sends usage from an application on the JVM without holding it up. */
@NullMarked
package io.tokenledger.client;

import org.jspecify.annotations.NullMarked;
