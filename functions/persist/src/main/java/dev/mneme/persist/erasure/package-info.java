// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Forgets one memory, or everything about a person, in all four stores. What was forgotten is
 * remembered by its id and time alone, so that nothing still on its way brings it back.
 */
@NullMarked
package dev.mneme.persist.erasure;

import org.jspecify.annotations.NullMarked;
