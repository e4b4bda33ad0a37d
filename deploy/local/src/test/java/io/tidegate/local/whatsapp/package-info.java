@NullMarked
package io.tidegate.local.whatsapp;

import org.jspecify.annotations.NullMarked;
