// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The least that a function and its caller can do over HTTP/1.1. What they cost is not what is
 * measured, so they are plain sockets and threads.
 */
@NullMarked
package dev.mneme.benchmarks.http;

import org.jspecify.annotations.NullMarked;
