/** How a notice goes by mail. The one package that knows of mail. */
@NullMarked
package io.tokenledger.report.delivery.mail;

import org.jspecify.annotations.NullMarked;
