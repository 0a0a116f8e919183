// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Which replica of the source owns which consumer: at most one at a time, shared evenly, and handed
 * on when a replica joins, leaves or dies. Owners are kept in a key-value bucket of JetStream, and
 * expire the way leaders do in Kubernetes.
 */
@NullMarked
package dev.mneme.source.owner;

import org.jspecify.annotations.NullMarked;
