// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source.owner;

import io.nats.client.NUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who wrote an entry.
 *
 * @param replica the same after a restart in the same place, such as the name of a pod
 * @param process another one after every start
 */
record Holder(String replica, String process) {
  private static final JsonMapper JSON = new JsonMapper();

  static Holder started(String replica) {
    return new Holder(replica.replaceAll("[^-_=a-zA-Z0-9]", "_"), NUID.nextGlobal());
  }

  static Holder read(byte[] json) {
    return JSON.readValue(json, Holder.class);
  }

  byte[] json() {
    return JSON.writeValueAsBytes(this);
  }
}
