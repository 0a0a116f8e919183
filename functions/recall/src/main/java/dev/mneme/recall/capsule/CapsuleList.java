// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.capsule;

import java.util.List;

/**
 * All capsules of a user.
 *
 * @param capsules those that open first come first
 */
record CapsuleList(List<Capsule> capsules) {}
