// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Runs what {@code terraform/} promises against the real AWS provider, without AWS and without a
 * network. Skipped, with a line that says what is missing, where terraform or the provider is not
 * on the machine.
 */
@NullMarked
package dev.mneme.terraform;

import org.jspecify.annotations.NullMarked;
