// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import dev.mneme.servers.ChildProcess.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An S3 server (s3proxy) that keeps objects as files and checks signatures. */
public final class S3Server extends Server {
  private static final String ACCESS_KEY = "mneme";

  private final Path jar;
  private final Path directory;
  private final Path configuration;
  private final String bucket;
  private final String secretKey;

  private S3Server(Home home, int port, Path jar, String bucket) {
    super(home, port);
    this.jar = jar;
    this.directory = home.data("s3");
    this.configuration = directory.resolve("s3proxy.properties");
    this.bucket = bucket;
    this.secretKey = Secrets.of(directory.resolve("secret-key"));
  }

  /** Starts a server on a free port that has a bucket. */
  public static S3Server start(Home home, String bucket) {
    S3Server server = new S3Server(home, Ports.free(), Binaries.standard().s3proxy(), bucket);
    server.configure();
    server.start();
    return server;
  }

  /** {@code http://127.0.0.1:<port>}; buckets are path steps, not host names. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** The bucket it was started with. */
  public String bucket() {
    return bucket;
  }

  /** Access key id. */
  public String accessKey() {
    return ACCESS_KEY;
  }

  /** Secret access key, another one in every home. */
  public String secretKey() {
    return secretKey;
  }

  private void configure() {
    Path buckets = directory.resolve("buckets");
    try {
      // s3proxy takes a bucket that others may read as files for one that is public.
      Home.create(buckets.resolve(bucket));
      Files.writeString(
          configuration,
          """
          s3proxy.endpoint=%s
          s3proxy.authorization=aws-v2-or-v4
          s3proxy.identity=%s
          s3proxy.credential=%s
          jclouds.provider=filesystem-nio2
          jclouds.filesystem.basedir=%s
          """
              .formatted(endpoint(), ACCESS_KEY, secretKey, buckets));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  Command command() {
    return Command.of(
        "s3",
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx192m",
            "--sun-misc-unsafe-memory-access=allow",
            "-jar",
            jar.toString(),
            "--properties",
            configuration.toString()),
        Map.of());
  }

  @Override
  boolean ready() {
    // Without a signature a running server forbids; a starting one does not answer.
    return answers(port(), "/" + bucket, 403);
  }
}
