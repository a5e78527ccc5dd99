/** The demo: starts the stack, sends a sample company's usage over Kafka, and shows what the services make of it. */
@NullMarked
package io.tokenledger.demo;

import org.jspecify.annotations.NullMarked;
