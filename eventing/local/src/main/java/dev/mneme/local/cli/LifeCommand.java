// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.cli;

import dev.mneme.local.client.Life;
import dev.mneme.local.client.MnemeClient;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Shows a life at a glance. */
@Command(
    name = "life",
    description = "Show the parts of a life, the people in it and what is planned.",
    mixinStandardHelpOptions = true)
final class LifeCommand implements Callable<Integer> {
  private static final int MOST_PEOPLE = 12;

  @Mixin private final HomeOption home = new HomeOption();
  @Mixin private final OwnerOptions owner = new OwnerOptions();

  @Override
  public Integer call() {
    URI recall = home.running().recall();
    String token = home.token(owner.key());
    try (MnemeClient client = new MnemeClient()) {
      print(client.life(recall, token));
      return ExitCode.OK;
    }
  }

  private static void print(Life life) {
    for (Life.Part part : life.categories()) {
      line(part.category(), part.memories(), part.first(), part.last());
    }
    line("all", life.memories());
    System.out.println();
    for (Life.KnownPerson person : life.people().stream().limit(MOST_PEOPLE).toList()) {
      line(person.name(), person.mentions(), person.first(), person.last());
    }
    System.out.println();
    for (Life.Plan plan : life.plans()) {
      System.out.printf(
          "%-12s %s%n", Objects.requireNonNullElse(plan.due(), "some day"), plan.text());
    }
  }

  private static void line(String name, long count, Instant first, Instant last) {
    System.out.printf(Locale.ROOT, "%-16s %6d  %s to %s%n", name, count, day(first), day(last));
  }

  private static void line(String name, long count) {
    System.out.printf(Locale.ROOT, "%-16s %6d%n", name, count);
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }
}
