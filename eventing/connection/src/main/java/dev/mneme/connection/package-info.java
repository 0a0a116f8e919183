// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * How a process of Mneme reaches NATS, out of its settings, and how it is told to end. Secrets are
 * read here, and appear in no log and no error.
 */
@NullMarked
package dev.mneme.connection;

import org.jspecify.annotations.NullMarked;
