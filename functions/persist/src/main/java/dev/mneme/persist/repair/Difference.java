// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist.repair;

import dev.mneme.contract.UserKey;

/** One memory on which a store and Postgres disagree. */
record Difference(Store store, Trouble trouble, UserKey owner, String id) {}
