/** Notices by mail: the message, its calendar part, the way to a mail server, and the way to say stop. */
@NullMarked
package io.tidegate.notifier.mail;

import org.jspecify.annotations.NullMarked;
