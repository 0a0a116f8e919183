// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What people allowed and forbade, as the functions that ask for it read it. Audit writes it down,
 * since every decision comes here to be logged: what is in force is what can be proved.
 */
@NullMarked
package dev.mneme.audit.consent;

import org.jspecify.annotations.NullMarked;
