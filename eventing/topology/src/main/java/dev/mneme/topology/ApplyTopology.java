// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.topology;

import dev.mneme.contract.settings.Settings;
import io.nats.client.Connection;
import io.nats.client.Nats;

/**
 * Applies the shipped topology to the server at {@code MNEME_NATS_URL}; for servers without NACK.
 */
public final class ApplyTopology {
  private ApplyTopology() {}

  public static void main(String[] args) throws Exception {
    Settings settings = Settings.from(System.getenv());
    String url = settings.text("MNEME_NATS_URL");
    settings.rejectUnknown();
    try (Connection connection = Nats.connect(url)) {
      new TopologyLoader(connection.jetStreamManagement(), connection.keyValueManagement())
          .apply(Topology.shipped());
    }
  }
}
