// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoSecurityException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoServerTest {
  @TempDir Path directory;

  @Test
  void whatWasAcknowledgedOutlivesAKilledServer() {
    Home home = new Home(directory);
    try (MongoServer server = MongoServer.start(home)) {
      // Given
      try (MongoClient client = MongoClients.create(server.uri())) {
        MongoCollection<Document> blocks = client.getDatabase("mneme").getCollection("blocks");
        blocks.insertMany(IntStream.range(0, 200).mapToObj(i -> new Document("_id", i)).toList());
      }

      // When
      server.kill();
      assertThat(server.running()).isFalse();
      server.start();

      // Then
      assertThat(count(server)).isEqualTo(200);
    }

    // And another run of the same home finds it, too
    try (MongoServer server = MongoServer.start(home)) {
      assertThat(count(server)).isEqualTo(200);
    }
  }

  @Test
  void whoHasNoPasswordReadsNothing() {
    try (MongoServer server = MongoServer.start(new Home(directory))) {
      // Given
      String address = "mongodb://127.0.0.1:" + server.port() + "/";
      String wrong = "mongodb://mneme:wrong@127.0.0.1:" + server.port() + "/?authSource=admin";

      try (MongoClient nobody = MongoClients.create(address);
          MongoClient stranger = MongoClients.create(wrong)) {
        // When / Then
        assertThatThrownBy(() -> databases(nobody))
            .isInstanceOf(MongoCommandException.class)
            .hasMessageContaining("requires authentication");
        assertThatThrownBy(() -> databases(stranger)).isInstanceOf(MongoSecurityException.class);
      }
    }
  }

  private static List<String> databases(MongoClient client) {
    return client.listDatabaseNames().into(new ArrayList<>());
  }

  private static long count(MongoServer server) {
    try (MongoClient client = MongoClients.create(server.uri())) {
      return client.getDatabase("mneme").getCollection("blocks").countDocuments();
    }
  }
}
