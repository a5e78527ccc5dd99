@NullMarked
package io.tokenledger.report.delivery.http;

import org.jspecify.annotations.NullMarked;
