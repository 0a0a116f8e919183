// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.proof;

import dev.mneme.audit.chain.Anchor;
import dev.mneme.audit.merkle.TreeHead;
import org.jspecify.annotations.Nullable;

/**
 * How far the log is.
 *
 * @param sealed the newest tree head; size 0 before the first
 * @param anchored the newest one that stands on the chain; absent before the first
 */
public record LatestHeads(TreeHead sealed, @Nullable Anchor anchored) {}
