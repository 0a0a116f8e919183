// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.cli;

import dev.mneme.source.deadletter.LetterFilter;
import dev.mneme.source.deadletter.Reason;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which dead letters. */
final class LetterOptions {
  @Option(names = "--route", paramLabel = "ROUTE", description = "Of this route.")
  private @Nullable String route;

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      converter = ReasonWord.class,
      description = "Given up for this reason, such as refused or attempts-exhausted.")
  private @Nullable String reason;

  @Option(names = "--tenant", paramLabel = "TENANT", description = "Of this tenant.")
  private @Nullable String tenant;

  @Option(names = "--user", paramLabel = "USER", description = "Of this user.")
  private @Nullable String user;

  @Option(names = "--type", paramLabel = "TYPE", description = "Events of this type.")
  private @Nullable String type;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      converter = HttpStatus.class,
      description = "Whose last answer had this HTTP status.")
  private @Nullable Integer status;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = Moment.class,
      description =
          "Given up at this time or later: 2026-03-01T08:00:00Z, or PT2H for two hours ago.")
  private @Nullable Instant since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = Moment.class,
      description = "Given up before this time, written as for --since.")
  private @Nullable Instant until;

  @Option(names = "--id", paramLabel = "ID", description = "The event of this id.")
  private @Nullable String id;

  @Option(
      names = "--sequence",
      paramLabel = "N",
      split = ",",
      converter = Positive.class,
      description = "These places in the dead-letter stream, as list shows them.")
  private List<Long> sequences = List.of();

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = Positive.class,
      description = "At most so many, the oldest first.")
  private long limit = Long.MAX_VALUE;

  LetterFilter filter() {
    return new LetterFilter(
        route, reason, tenant, user, type, status, since, until, id, Set.copyOf(sequences));
  }

  /** Whether anything was asked for in particular. */
  boolean any() {
    return !filter().equals(LetterFilter.ALL);
  }

  long limit() {
    return limit;
  }

  private static TypeConversionException wrong(String expected, String found) {
    return new TypeConversionException("expected " + expected + ", found '" + found + "'");
  }

  /** One of the reasons there are. */
  static final class ReasonWord implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      List<String> words = Reason.words();
      if (!words.contains(value)) {
        throw wrong("one of " + words, value);
      }
      return value;
    }
  }

  /** 100 to 599. */
  static final class HttpStatus implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      if (!value.matches("[1-5][0-9][0-9]")) {
        throw wrong("an HTTP status from 100 to 599", value);
      }
      return Integer.valueOf(value);
    }
  }

  /** A whole number from 1. */
  static final class Positive implements ITypeConverter<Long> {
    @Override
    public Long convert(String value) {
      if (!value.matches("[1-9][0-9]{0,17}")) {
        throw wrong("a whole number from 1", value);
      }
      return Long.valueOf(value);
    }
  }

  /** An instant, or how long ago. */
  static final class Moment implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String value) {
      try {
        return value.startsWith("P")
            ? Clock.systemUTC().instant().minus(Duration.parse(value))
            : Instant.parse(value);
      } catch (DateTimeException | ArithmeticException e) {
        throw wrong("a time such as 2026-03-01T08:00:00Z, or PT2H for two hours ago", value);
      }
    }
  }
}
