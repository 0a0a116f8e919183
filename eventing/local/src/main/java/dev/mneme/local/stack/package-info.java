/**
 * The whole system on one machine: real servers and the packaged functions as child processes,
 * started in the order of what needs what and ended in the reverse order.
 */
@NullMarked
package dev.mneme.local.stack;

import org.jspecify.annotations.NullMarked;
