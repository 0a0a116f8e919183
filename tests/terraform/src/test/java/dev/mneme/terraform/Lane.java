// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.terraform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A provider process and terraform attached to it, one command at a time. Terraform alone would
 * start, hash and configure 0.7 GB for every command; attached, a command takes a second or two.
 */
final class Lane implements AutoCloseable {
  private static final Pattern REATTACH = Pattern.compile("TF_REATTACH_PROVIDERS='(.*)'");

  private final Process provider;
  private final Terraform terraform;

  private Lane(Process provider, Terraform terraform) {
    this.provider = provider;
    this.terraform = terraform;
  }

  /**
   * @param aws URL that every AWS endpoint is replaced by
   */
  static Lane start(Path terraform, Path provider, String aws) throws IOException {
    // Only this, for the machine's own settings must neither help nor hinder.
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "AWS_ENDPOINT_URL", aws,
                "AWS_ACCESS_KEY_ID", "none",
                "AWS_SECRET_ACCESS_KEY", "none",
                "AWS_EC2_METADATA_DISABLED", "true",
                "HOME", Path.of("target").toAbsolutePath().toString(),
                "TMPDIR", System.getProperty("java.io.tmpdir"),
                "CHECKPOINT_DISABLE", "true",
                "TF_IN_AUTOMATION", "true"));
    ProcessBuilder builder = new ProcessBuilder(provider.toString(), "-debug");
    builder.environment().clear();
    builder.environment().putAll(environment);
    // It answers each run with its large schema: twice the memory for three quarters of the work.
    builder.environment().put("GOGC", "400");
    Path log = Files.createTempFile(Path.of("target"), "provider", ".log");
    Process process = builder.redirectError(log.toFile()).start();
    environment.put("TF_REATTACH_PROVIDERS", reattach(process, log));
    // A command reads a large schema and ends: collecting its garbage is a quarter of its work.
    environment.put("GOGC", "off");
    environment.put("GOMEMLIMIT", "1GiB");
    return new Lane(process, new Terraform(terraform, Map.copyOf(environment)));
  }

  Terraform terraform() {
    return terraform;
  }

  @Override
  public void close() {
    provider.destroyForcibly();
  }

  private static String reattach(Process process, Path log) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher matcher = REATTACH.matcher(line);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    List<String> said = Files.readAllLines(log);
    throw new IllegalStateException("the provider ended before it served: " + said);
  }
}
