/**
 * The audit log itself: what a leaf says, and the append-only Postgres tables that hold leaves,
 * tree nodes, sealed heads and anchors. Every statement is an insert or a select; the role that
 * runs them may do nothing else.
 */
@NullMarked
package dev.mneme.audit.log;

import org.jspecify.annotations.NullMarked;
