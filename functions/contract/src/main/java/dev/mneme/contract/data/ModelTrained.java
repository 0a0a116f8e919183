// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.data;

import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.FieldReader;
import dev.mneme.contract.FieldWriter;
import dev.mneme.contract.Payload;
import java.net.URI;

/**
 * {@code model.trained}: a personal model was trained and measured.
 *
 * @param version of the model, increasing for one user
 * @param artifact where the model lies
 * @param sha256 lower-case hex over the artifact
 * @param memories it learnt from and was measured on, together
 * @param seconds of training, without waiting
 * @param heldOut memories it was measured on, the newest third
 * @param heldOutAccuracy share of them it filed as their owner did
 * @param baselineAccuracy the same for the shared classifier
 * @param promoted it is better than the baseline and in use; else the baseline stays
 */
public record ModelTrained(
    String version,
    URI artifact,
    String sha256,
    int memories,
    double seconds,
    int heldOut,
    double heldOutAccuracy,
    double baselineAccuracy,
    boolean promoted)
    implements Payload {
  /** Reads the data of an event. */
  public static ModelTrained read(FieldReader json) {
    return new ModelTrained(
        json.text("version"),
        json.uri("artifact"),
        json.text("sha256"),
        json.intNumber("memories"),
        json.number("seconds"),
        json.intNumber("heldOut"),
        json.number("heldOutAccuracy"),
        json.number("baselineAccuracy"),
        json.truth("promoted"));
  }

  @Override
  public void write(FieldWriter json) {
    json.put("version", version);
    json.put("artifact", artifact);
    json.put("sha256", sha256);
    json.put("memories", memories);
    json.put("seconds", seconds);
    json.put("heldOut", heldOut);
    json.put("heldOutAccuracy", heldOutAccuracy);
    json.put("baselineAccuracy", baselineAccuracy);
    json.put("promoted", promoted);
  }

  @Override
  public void check(FieldErrors errors) {
    errors.text("data.version", version, 64);
    errors.present("data.artifact", artifact);
    errors.optionalUri("data.artifact", artifact);
    Hex.check("data.sha256", sha256, errors);
    errors.check(memories >= 1, "data.memories", memories, "1 or more");
    errors.amount("data.seconds", seconds);
    errors.check(heldOut >= 1 && heldOut <= memories, "data.heldOut", heldOut, "1 to " + memories);
    errors.share("data.heldOutAccuracy", heldOutAccuracy);
    errors.share("data.baselineAccuracy", baselineAccuracy);
  }
}
