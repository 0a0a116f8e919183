// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Whether a route may do with somebody's data what it is there for. Asked before each delivery, so
 * that a dead letter that is redriven is asked about again.
 */
@NullMarked
package dev.mneme.source.consent;

import org.jspecify.annotations.NullMarked;
