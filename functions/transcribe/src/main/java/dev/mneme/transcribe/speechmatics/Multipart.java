// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.speechmatics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;

/** The body of a job: {@code multipart/form-data} (RFC 7578) with its config and its audio. */
record Multipart(String boundary, BodyPublisher body) {
  static Multipart of(byte[] config, byte[] wav) {
    String boundary = "mneme-" + UUID.randomUUID();
    String beforeConfig = part(boundary, "name=\"config\"", "application/json");
    String beforeAudio =
        "\r\n" + part(boundary, "name=\"data_file\"; filename=\"memory.wav\"", "audio/wav");
    BodyPublisher body =
        BodyPublishers.concat(
            BodyPublishers.ofString(beforeConfig),
            BodyPublishers.ofByteArray(config),
            BodyPublishers.ofString(beforeAudio),
            BodyPublishers.ofByteArray(wav),
            BodyPublishers.ofByteArray(("\r\n--" + boundary + "--\r\n").getBytes(UTF_8)));
    return new Multipart(boundary, body);
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  private static String part(String boundary, String disposition, String type) {
    return "--%s\r\nContent-Disposition: form-data; %s\r\nContent-Type: %s\r\n\r\n"
        .formatted(boundary, disposition, type);
  }
}
