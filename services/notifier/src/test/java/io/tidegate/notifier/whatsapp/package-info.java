@NullMarked
package io.tidegate.notifier.whatsapp;

import org.jspecify.annotations.NullMarked;
