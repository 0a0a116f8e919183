/**
 * The contract every part of Mneme keeps: which events there are, who they belong to, and how their
 * ids are made. It knows no framework, no transport and no store.
 */
@NullMarked
package dev.mneme.contract;

import org.jspecify.annotations.NullMarked;
