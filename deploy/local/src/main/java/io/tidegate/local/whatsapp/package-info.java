/** A stand-in for the WhatsApp Cloud API that shows what would have reached which phone. */
@NullMarked
package io.tidegate.local.whatsapp;

import org.jspecify.annotations.NullMarked;
