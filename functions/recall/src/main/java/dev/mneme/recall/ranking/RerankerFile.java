// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ranking;

import dev.mneme.contract.PlainJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A reranker as a file: JSON, with what it was trained on beside its weights, so that nobody has to
 * guess whether it may be shipped.
 *
 * @param format 1; a file that a reader of format 1 would misunderstand has another
 * @param version name of the weights
 * @param data what they were trained on
 * @param weights by the name of the {@link Feature}
 */
public record RerankerFile(int format, String version, Data data, Map<String, Double> weights) {
  /** The format that is written and understood. */
  public static final int FORMAT = 1;

  private static final String SHIPPED = "reranker.json";

  /**
   * A data set.
   *
   * @param licence its SPDX identifier
   * @param sha256 of its file, in hexadecimal
   * @param questions that it was trained on
   */
  public record Data(String name, String licence, String sha256, int questions) {}

  /** The file of a reranker. */
  public static RerankerFile of(Reranker reranker, Data data) {
    Map<String, Double> named = new LinkedHashMap<>();
    reranker.weights().forEach((feature, weight) -> named.put(feature.toString(), weight));
    return new RerankerFile(FORMAT, reranker.version(), data, named);
  }

  /** The reranker that recall ships with. */
  public static Reranker shipped() {
    try (InputStream in = RerankerFile.class.getResourceAsStream(SHIPPED)) {
      return read(Objects.requireNonNull(in, SHIPPED + " is not on the class path").readAllBytes())
          .reranker();
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + SHIPPED, e);
    }
  }

  /**
   * Reads the bytes of a file.
   *
   * @throws IllegalArgumentException if they are no reranker, or one of another format
   */
  public static RerankerFile read(byte[] bytes) {
    try {
      return read(PlainJson.read(bytes));
    } catch (JacksonException e) {
      throw new IllegalArgumentException("reranker: expected a reranker as JSON", e);
    }
  }

  /** By hand: recall would wait longer for a binding to the records than for the file. */
  private static RerankerFile read(JsonNode file) {
    int format = file.required("format").asInt();
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "reranker: expected format " + FORMAT + ", found " + format);
    }
    JsonNode data = file.required("data");
    Map<String, Double> weights = new LinkedHashMap<>();
    file.required("weights")
        .forEachEntry((feature, weight) -> weights.put(feature, weight.doubleValue()));
    return new RerankerFile(
        format,
        file.required("version").stringValue(),
        new Data(
            data.required("name").stringValue(),
            data.required("licence").stringValue(),
            data.required("sha256").stringValue(),
            data.required("questions").intValue()),
        weights);
  }

  /** The bytes of the file, the same for the same content. */
  public byte[] bytes() {
    return (JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The model of the file.
   *
   * @throws IllegalArgumentException if a weight is missing, unknown or no number
   */
  public Reranker reranker() {
    Map<Feature, Double> known = new EnumMap<>(Feature.class);
    weights.forEach((name, weight) -> known.put(Feature.of(name), weight));
    return new Reranker(version, known);
  }
}
