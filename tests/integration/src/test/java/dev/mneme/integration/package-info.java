/** The whole system on one machine: what happens to bad input, and what a crash leaves behind. */
@NullMarked
package dev.mneme.integration;

import org.jspecify.annotations.NullMarked;
