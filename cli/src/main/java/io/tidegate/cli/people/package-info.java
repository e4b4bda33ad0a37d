/** The imaginary team of plays and demos. */
@NullMarked
package io.tidegate.cli.people;

import org.jspecify.annotations.NullMarked;
