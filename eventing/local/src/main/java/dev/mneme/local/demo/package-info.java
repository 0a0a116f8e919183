/**
 * The demonstration: a new system of its own, fed with the sample, watched until everything has
 * gone the whole way, and summed up. Every figure is counted or measured in that run.
 */
@NullMarked
package dev.mneme.local.demo;

import org.jspecify.annotations.NullMarked;
