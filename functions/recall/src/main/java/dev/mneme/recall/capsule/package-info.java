/**
 * Time capsules: memories that nobody is told before a date. The database hides them from recall's
 * role, so that no way of asking leads around the seal.
 */
@NullMarked
package dev.mneme.recall.capsule;

import org.jspecify.annotations.NullMarked;
