/** The commands of {@code ./mneme}. */
@NullMarked
package dev.mneme.local.cli;

import org.jspecify.annotations.NullMarked;
