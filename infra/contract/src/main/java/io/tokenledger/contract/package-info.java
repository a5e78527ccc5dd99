/** What is on the wire between the services: topics, the metered and the rejected record, and their JSON. */
@NullMarked
package io.tokenledger.contract;

import org.jspecify.annotations.NullMarked;
