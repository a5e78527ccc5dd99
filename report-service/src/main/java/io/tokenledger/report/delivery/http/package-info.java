/** How something is posted to an address that a user gave: to public addresses only, or to those that the operator allows. */
@NullMarked
package io.tokenledger.report.delivery.http;

import org.jspecify.annotations.NullMarked;
