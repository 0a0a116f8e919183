// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The frame of a process: settings in, SIGTERM out. It ends with exit code 78 where it cannot start
 * as configured, 69 where it can never serve again, and 143 after SIGTERM.
 */
@NullMarked
package dev.mneme.connection.process;

import org.jspecify.annotations.NullMarked;
