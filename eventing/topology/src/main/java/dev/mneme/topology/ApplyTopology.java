// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.topology;

import dev.mneme.connection.NatsConnection;
import dev.mneme.connection.NatsSettings;
import dev.mneme.contract.settings.Settings;

/** Applies the shipped topology to a server, told as any process is; for servers without NACK. */
public final class ApplyTopology {
  private ApplyTopology() {}

  public static void main(String[] args) throws Exception {
    Settings settings = Settings.from(System.getenv());
    NatsSettings nats = NatsSettings.of(settings);
    settings.rejectUnknown();
    try (NatsConnection connection = NatsConnection.connect(nats, "mneme-topology")) {
      new TopologyLoader(connection.jetStreamManagement(), connection.keyValueManagement())
          .apply(Topology.shipped());
    }
  }
}
