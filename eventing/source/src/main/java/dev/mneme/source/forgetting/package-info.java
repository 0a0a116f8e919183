// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Ends what somebody wants forgotten, wherever it is on its way: events that wait are not delivered
 * any more, and dead letters are dropped. Whose wishes there are, a bucket tells.
 */
@NullMarked
package dev.mneme.source.forgetting;

import org.jspecify.annotations.NullMarked;
