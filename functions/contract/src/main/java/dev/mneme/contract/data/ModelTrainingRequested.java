// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.data;

import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.FieldReader;
import dev.mneme.contract.FieldWriter;
import dev.mneme.contract.Payload;

/**
 * {@code model.training.requested}: enough has been learnt about a person to train their model.
 *
 * @param labelled memories whose owner gave a category, up to and including {@code upTo}
 * @param upTo position of the newest memory to use, so that a redelivery trains on the same set
 */
public record ModelTrainingRequested(int labelled, long upTo) implements Payload {
  /** Reads the data of an event. */
  public static ModelTrainingRequested read(FieldReader json) {
    return new ModelTrainingRequested(json.intNumber("labelled"), json.longNumber("upTo"));
  }

  @Override
  public void write(FieldWriter json) {
    json.put("labelled", labelled);
    json.put("upTo", upTo);
  }

  @Override
  public void check(FieldErrors errors) {
    errors.check(labelled >= 1, "data.labelled", labelled, "1 or more");
    errors.check(upTo >= 1, "data.upTo", upTo, "1 or more");
  }
}
