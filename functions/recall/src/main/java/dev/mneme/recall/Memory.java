// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import java.time.Instant;

/**
 * A memory as recall reads it.
 *
 * @param position place in its owner's order of persistence, from 1
 * @param vector of length 1, of the model that recall itself uses
 */
record Memory(
    String id,
    long position,
    Instant time,
    String text,
    String category,
    String kind,
    float[] vector) {}
