/**
 * Sends usage from an application on the JVM without holding it up: {@link UsageEvent} is what happened, {@link UsageClient}
 * takes it and returns, a {@link Sink} is where it goes. Knows neither Kafka nor Micrometer nor LangChain4j.
 */
@NullMarked
package io.tokenledger.client;

import org.jspecify.annotations.NullMarked;
