// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/** Owners against a real server. Each replica has a connection of its own. */
@NullMarked
package dev.mneme.source.owner;

import org.jspecify.annotations.NullMarked;
