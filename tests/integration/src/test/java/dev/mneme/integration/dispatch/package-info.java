// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The source between real servers, while something breaks. After each fault every event has had its
 * effect once and in order, and its reply is stored once.
 */
@NullMarked
package dev.mneme.integration.dispatch;

import org.jspecify.annotations.NullMarked;
