// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.root;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What becomes of a file that several libraries may have under one name. */
enum Merging {
  /** About the jar itself, or for tools that no image has. */
  LEFT_OUT(
      "META-INF/(MANIFEST\\.MF|INDEX\\.LIST|maven/.*|native-image/.*|proguard/.*"
          + "|[^/]*\\.kotlin_module|spring\\.(handlers|schemas|tooling)"
          + "|(additional-)?spring-configuration-metadata\\.json"
          + "|spring-autoconfigure-metadata\\.properties)"
          + "|OSGI-INF/.*|module-info\\.class"),

  /** Licences and notices, which nothing looks for on the class path. */
  BESIDE(
      "(?i)(META-INF/)?"
          + "(licen[cs]es?/.*|(?!.*\\.class$)[^/]*(licen[cs]e|notice|dependencies|copying)[^/]*)"),

  /** A provider, or a configuration, a line. */
  LINES("META-INF/(services/[^/]+|spring/[^/]+\\.imports)"),

  /** Properties whose values are lists with commas between. */
  LISTS("META-INF/(spring\\.factories|spring/aot\\.factories)"),

  /** Anything else: one for all. */
  ONE(".*");

  private final Pattern names;

  Merging(String names) {
    this.names = Pattern.compile(names);
  }

  /** The first that fits. */
  static Merging of(String name) {
    for (Merging rule : values()) {
      if (rule.names.matcher(name).matches()) {
        return rule;
      }
    }
    throw new IllegalStateException("the last rule is for every name");
  }

  static byte[] lines(byte[] first, byte[] second) {
    return (text(first).stripTrailing() + "\n" + text(second)).getBytes(StandardCharsets.UTF_8);
  }

  static byte[] lists(byte[] first, byte[] second) {
    Map<String, String> joined = new TreeMap<>(properties(first));
    properties(second).forEach((key, value) -> joined.merge(key, value, (a, b) -> a + "," + b));
    return joined.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> properties(byte[] content) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text(content)));
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail", e);
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(key -> key, properties::getProperty));
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }
}
