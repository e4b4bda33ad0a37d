/** A mail server on this machine that keeps what it is sent, and shows it. */
@NullMarked
package io.tidegate.local.mailbox;

import org.jspecify.annotations.NullMarked;
