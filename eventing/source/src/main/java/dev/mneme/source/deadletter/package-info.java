// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What no function accepted: the record of its end, how it is stored, found again, and sent on its
 * way once more. The source writes dead letters, {@code ./mneme dlq} reads them.
 */
@NullMarked
package dev.mneme.source.deadletter;

import org.jspecify.annotations.NullMarked;
