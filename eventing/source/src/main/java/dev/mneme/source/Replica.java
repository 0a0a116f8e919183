// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import java.time.Duration;

/**
 * This process among the replicas of the source.
 *
 * @param name the same after a restart in the same place, such as the name of a pod
 * @param expiry after which others take what a silent replica owns
 */
record Replica(String name, Duration expiry) {}
