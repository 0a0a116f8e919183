// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What the source costs between JetStream and a function. One class a scenario, all of one shape.
 */
@NullMarked
package dev.mneme.benchmarks.dispatch;

import org.jspecify.annotations.NullMarked;
