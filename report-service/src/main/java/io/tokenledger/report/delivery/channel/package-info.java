/** Where a tenant's alerts are told: webhooks, chats, mail, Alertmanager, Kafka; when, how often, and in which words. */
@NullMarked
package io.tokenledger.report.delivery.channel;

import org.jspecify.annotations.NullMarked;
