/** Shows the client and the tokens as Micrometer's meters. Needs micrometer-core. */
@NullMarked
package io.tokenledger.client.micrometer;

import org.jspecify.annotations.NullMarked;
