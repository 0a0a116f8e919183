// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Between the NATS client and the server. The server stores whatever bytes a publisher calls
 * headers, the client stops reading for good at the first it does not understand, and this stands
 * between them.
 */
@NullMarked
package dev.mneme.connection.wire;

import org.jspecify.annotations.NullMarked;
