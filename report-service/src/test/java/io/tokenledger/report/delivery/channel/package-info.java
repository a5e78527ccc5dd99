@NullMarked
package io.tokenledger.report.delivery.channel;

import org.jspecify.annotations.NullMarked;
