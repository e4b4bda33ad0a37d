/** Notices by WhatsApp: the Cloud API's client, and the webhook that says what became of a message. */
@NullMarked
package io.tidegate.notifier.whatsapp;

import org.jspecify.annotations.NullMarked;
