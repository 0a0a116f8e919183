// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.metrics;

import io.nats.client.api.ConsumerInfo;

/**
 * What a consumer's leader says of it.
 *
 * @param pending messages never delivered: the lag
 * @param unacknowledged messages delivered and not acknowledged
 * @param redelivered messages delivered more than once and not acknowledged
 */
public record Backlog(long pending, long unacknowledged, long redelivered) {
  public static Backlog of(ConsumerInfo info) {
    return new Backlog(info.getNumPending(), info.getNumAckPending(), info.getRedelivered());
  }
}
