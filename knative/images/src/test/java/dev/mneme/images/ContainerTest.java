// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mneme.images.program.Program;
import dev.mneme.images.rehearsal.Script;
import dev.mneme.images.rehearsal.Stage;
import dev.mneme.servers.Home;
import dev.mneme.servers.Ports;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Images as a cluster would run them: read-only, as nobody, without capabilities, limited. */
@ExtendWith(MadeImages.Provider.class)
class ContainerTest {
  private static final long MEMORY = 512L << 20;
  private static final String TEXT = "Sailed round to Roberts Cove with Rory at the tiller.";

  @TempDir private static Path folder;
  private static MadeImages images;

  @BeforeAll
  static void find(MadeImages made) {
    assumeTrue(
        Bundle.canRun(),
        "skipped: images are run by runc as root; install runc (apt-get install runc) to see them");
    images = made;
  }

  @ParameterizedTest
  @EnumSource(
      value = Program.class,
      names = {"CLASSIFY", "AUDIT"})
  void anImageAnswersReadOnlyAsNobodyWithoutCapabilities(Program program) throws Exception {
    // Given
    try (Stage stage = Stage.of(folder.resolve("stage-" + program.id()), EnumSet.of(program));
        Container container = start(program, stage.home(), stage.settings(program))) {

      // When
      Script.of(program, stage).play(container.http(), container.uri());

      // Then
      assertThat(container.limits())
          .contains("CapEff:\t0000000000000000", "CapBnd:\t0000000000000000", "NoNewPrivs:\t1")
          .anyMatch(line -> line.startsWith("Uid:\t65532\t65532"));
      assertThat(container.get("/metrics")).contains("mneme_requests_in_flight");

      // When
      container.terminate();

      // Then
      assertThat(container.awaitExit()).as(container.log()).isZero();
    }
  }

  @Test
  void whatIsInFlightAtSigtermIsStillAnswered() throws Exception {
    // Given a request whose last byte is not yet sent
    Home home = new Home(folder.resolve("drain"));
    try (Container container = start(Program.CLASSIFY, home, Map.of());
        Socket socket = new Socket(container.uri().getHost(), container.uri().getPort())) {
      byte[] request = request();
      OutputStream out = socket.getOutputStream();
      out.write(request, 0, request.length - 1);
      out.flush();
      container.await(() -> inFlight(container));

      // When
      container.terminate();
      container.await(() -> !container.ready());
      out.write(request, request.length - 1, 1);
      out.flush();

      // Then
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 200").contains("category");
      assertThat(container.awaitExit()).as(container.log()).isZero();
    }
  }

  private static boolean inFlight(Container container) {
    try {
      return container.get("/metrics").contains("mneme_requests_in_flight 1.0");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] request() {
    String body = "{\"text\": \"" + TEXT + "\"}";
    List<String> head =
        List.of(
            "POST / HTTP/1.1",
            "Host: classify",
            "Connection: close",
            "ce-specversion: 1.0",
            "ce-type: dev.mneme.text.captured.v1",
            "ce-id: in-flight",
            "ce-source: /test",
            "ce-subject: in-flight",
            "ce-time: 2026-11-01T09:00:00Z",
            "ce-tenant: test",
            "ce-userid: rory",
            "Content-Type: application/json",
            "Content-Length: " + body.length());
    return (String.join("\r\n", head) + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8);
  }

  /** The JVM ends at once if it cannot use the image's cache. */
  private static Container start(Program program, Home home, Map<String, String> settings)
      throws Exception {
    int port = Ports.free();
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("PORT", Integer.toString(port));
    environment.put("JAVA_TOOL_OPTIONS", "-XX:AOTMode=on");
    Path bundle =
        Bundle.of(
            images.layout(program),
            program.image() + ":test",
            home.data("bundle-" + program.id()),
            environment,
            MEMORY);
    return new Container(home, bundle, port);
  }
}
