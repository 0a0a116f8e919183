// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.search;

import java.time.Instant;
import java.util.List;

/** What a memory's rank depends on, besides its scores. */
record Place(String id, long position, Instant occurredAt, List<String> people) {}
