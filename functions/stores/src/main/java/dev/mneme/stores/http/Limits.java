// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.http;

import java.time.Duration;

/**
 * What a request may take.
 *
 * @param connect until a connection is there
 * @param silence longest wait for bytes
 * @param deadline of all of it; looked at whenever bytes come
 * @param mostBytes of the body of an answer that is no error
 */
public record Limits(Duration connect, Duration silence, Deadline deadline, long mostBytes) {}
