/**
 * What a person sees while something works: one line a step, moving on a terminal, plain elsewhere.
 */
@NullMarked
package dev.mneme.local.console;

import org.jspecify.annotations.NullMarked;
