@NullMarked
package io.tokenledger.report.delivery.mail;

import org.jspecify.annotations.NullMarked;
