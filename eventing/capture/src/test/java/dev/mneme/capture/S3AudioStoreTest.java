// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.settings.Settings;
import dev.mneme.servers.Home;
import dev.mneme.servers.S3Server;
import dev.mneme.stores.Area;
import dev.mneme.stores.ObjectKey;
import dev.mneme.stores.ObjectStore;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3AudioStoreTest {
  private static final UserKey OWNER = new UserKey("acme", "a/b");

  @TempDir Path directory;

  @Test
  void theFirstRecordingOfAnIdStays() {
    try (S3Server server = S3Server.start(new Home(directory), "memories");
        ObjectStore objects = store(server)) {
      AudioStore store = new S3AudioStore(objects);

      // When
      URI first = store.keep(OWNER, "m/1", "audio/wav", new byte[] {1, 2});
      URI second = store.keep(OWNER, "m/1", "audio/wav", new byte[] {3});

      // Then
      assertThat(first).isEqualTo(second).hasToString("s3://memories/acme/a=2Fb/audio/m=2F1");
      assertThat(objects.get(ObjectKey.of(OWNER, Area.AUDIO, "m/1"))).hasValue(new byte[] {1, 2});

      // And without the server, later is better
      server.kill();
      assertThatThrownBy(() -> store.keep(OWNER, "m/2", "audio/wav", new byte[] {1}))
          .isInstanceOf(TryLaterException.class);
    }
  }

  private static ObjectStore store(S3Server server) {
    return ObjectStore.of(
        Settings.from(
            Map.of(
                "MNEME_S3_ENDPOINT", server.endpoint().toString(),
                "MNEME_S3_BUCKET", server.bucket(),
                "MNEME_S3_ACCESS_KEY", server.accessKey(),
                "MNEME_S3_SECRET_KEY", server.secretKey())));
  }
}
