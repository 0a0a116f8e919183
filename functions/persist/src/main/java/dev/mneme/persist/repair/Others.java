// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist.repair;

import dev.mneme.stores.ObjectStore;
import dev.mneme.stores.document.DocumentStore;
import dev.mneme.stores.search.MemoryIndex;

/** The stores beside Postgres. */
record Others(ObjectStore objects, DocumentStore documents, MemoryIndex index) {}
