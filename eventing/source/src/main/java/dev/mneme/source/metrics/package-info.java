// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What the source lets be seen of itself: meters for Prometheus and OTLP. Meters are looked up once
 * for a route, so that counting an event costs a few additions.
 */
@NullMarked
package dev.mneme.source.metrics;

import org.jspecify.annotations.NullMarked;
