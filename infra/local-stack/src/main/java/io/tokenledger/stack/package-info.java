/**
 * A real Kafka, a real PostgreSQL and the services as child processes of this JVM, on 127.0.0.1 only: what the demo,
 * the tests and the benchmarks run on.
 */
@NullMarked
package io.tokenledger.stack;

import org.jspecify.annotations.NullMarked;
