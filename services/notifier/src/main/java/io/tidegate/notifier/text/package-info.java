/** The words of a notice: from its facts and the templates to what people read. Pure but for reading the templates. */
@NullMarked
package io.tidegate.notifier.text;

import org.jspecify.annotations.NullMarked;
