// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FieldErrorsTest {
  @Test
  void nothingWrongEndsInNothing() {
    assertThatCode(new FieldErrors()::throwIfAny).doesNotThrowAnyException();
  }

  @Test
  void allErrorsAreToldTogetherInOrder() {
    // Given
    FieldErrors errors = new FieldErrors();

    // When
    errors.check(true, "a", 1, "x");
    errors.check(false, "b", 2, "y");
    errors.check(false, "c", null, "z");

    // Then
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(errors::throwIfAny)
        .withMessage("b: expected y, found \"2\"; c: expected z, found nothing");
  }

  @Test
  void textHasSomethingInItAndCanBeStored() {
    for (String good : new String[] {"a", "🍞", "  a ", "12345"}) {
      assertThat(error(errors -> errors.text("f", good, 5))).isEmpty();
    }
    for (String bad : new String[] {null, "", " \n", "123456", "a\0", "\ud83c", "\udf5e\ud83c"}) {
      assertThat(error(errors -> errors.text("f", bad, 5)))
          .startsWith("f: expected text of 1 to 5 characters");
    }
  }

  @Test
  void aLineHasNoControlCharacters() {
    for (String good : new String[] {"a", "🍞", " a b "}) {
      assertThat(error(errors -> errors.line("f", good, 5))).isEmpty();
    }
    for (String bad : new String[] {null, " ", "123456", "a\nb", "a\tb", "a\u007f", "a\u0085"}) {
      assertThat(error(errors -> errors.line("f", bad, 5)))
          .startsWith("f: expected text of 1 to 5 characters")
          .contains("no control characters");
    }
  }

  @Test
  void optionalTextIsTextOrNothing() {
    assertThat(error(errors -> errors.optionalText("f", null, 5))).isEmpty();
    assertThat(error(errors -> errors.optionalText("f", "a", 5))).isEmpty();
    assertThat(error(errors -> errors.optionalText("f", "", 5))).startsWith("f: expected text");
  }

  @Test
  void shareLiesFrom0To1() {
    assertNumbers(FieldErrors::share, "a number from 0 to 1", new double[] {0, -0.0, 0.5, 1});
    assertThat(error(errors -> errors.share("f", Math.nextUp(1.0)))).isNotEmpty();
    assertThat(error(errors -> errors.share("f", -Double.MIN_VALUE))).isNotEmpty();
  }

  @Test
  void amountIsFiniteAndNotNegative() {
    assertNumbers(
        FieldErrors::amount, "a finite number, 0 or more", new double[] {0, 0.5, Double.MAX_VALUE});
  }

  @Test
  void uriIsAbsoluteOrAbsent() {
    assertThat(error(errors -> errors.optionalUri("f", null))).isEmpty();
    assertThat(error(errors -> errors.optionalUri("f", URI.create("s3://b/k")))).isEmpty();
    assertThat(error(errors -> errors.optionalUri("f", URI.create("/k"))))
        .isEqualTo("f: expected an absolute URI, found \"/k\"");
  }

  @Test
  void presentTellsWhetherItIs() {
    // Given
    FieldErrors errors = new FieldErrors();

    // Then
    assertThat(errors.present("f", "")).isTrue();
    assertThatCode(errors::throwIfAny).doesNotThrowAnyException();
    assertThat(errors.present("f", null)).isFalse();
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(errors::throwIfAny)
        .withMessage("f: expected a value, found nothing");
  }

  private interface NumberCheck {
    void check(FieldErrors errors, String field, double value);
  }

  private static void assertNumbers(NumberCheck check, String expected, double[] good) {
    Arrays.stream(good)
        .forEach(value -> assertThat(error(e -> check.check(e, "f", value))).isEmpty());
    Arrays.stream(new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
        .forEach(
            value ->
                assertThat(error(e -> check.check(e, "f", value)))
                    .isEqualTo("f: expected " + expected + ", found \"" + value + "\""));
  }

  private static String error(Consumer<FieldErrors> check) {
    FieldErrors errors = new FieldErrors();
    check.accept(errors);
    try {
      errors.throwIfAny();
      return "";
    } catch (InvalidEventException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
