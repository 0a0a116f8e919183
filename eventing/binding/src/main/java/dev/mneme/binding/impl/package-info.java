/**
 * Reading and writing of one NATS message. Nothing outside the binding should name these classes.
 */
@NullMarked
package dev.mneme.binding.impl;

import org.jspecify.annotations.NullMarked;
