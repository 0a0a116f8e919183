// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The arithmetic of measuring, the same for every benchmark. It knows nothing of what is measured.
 */
@NullMarked
package dev.mneme.benchmarks.numbers;

import org.jspecify.annotations.NullMarked;
