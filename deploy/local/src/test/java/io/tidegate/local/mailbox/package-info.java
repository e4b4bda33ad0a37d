@NullMarked
package io.tidegate.local.mailbox;

import org.jspecify.annotations.NullMarked;
