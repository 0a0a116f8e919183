// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What the stores share that are asked over HTTP: a request by the JDK's own client, and how AWS
 * wants it signed. It knows no store.
 */
@NullMarked
package dev.mneme.stores.http;

import org.jspecify.annotations.NullMarked;
