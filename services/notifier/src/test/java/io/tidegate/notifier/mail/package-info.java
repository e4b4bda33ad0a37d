@NullMarked
package io.tidegate.notifier.mail;

import org.jspecify.annotations.NullMarked;
