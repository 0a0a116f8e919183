// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.terraform;

/**
 * A wrong edit, and what must notice it.
 *
 * @param what it does
 * @param file below the repository's root
 * @param from what is there once
 * @param to what takes its place
 * @param caughtBy name of a run of the module's tests, of a rule with the address that breaks it,
 *     or part of what a check of the sources says
 */
record Mutation(String what, String file, String from, String to, String caughtBy) {

  static Mutation of(String what, String file, String from, String to, String caughtBy) {
    return new Mutation(what, file, from, to, caughtBy);
  }

  static Mutation module(String what, String file, String from, String to, String caughtBy) {
    return new Mutation(what, "terraform/modules/" + file, from, to, caughtBy);
  }

  /** Such as {@code modules/storage}. */
  String configuration() {
    String[] steps = file.split("/", -1);
    return steps[1] + "/" + steps[2];
  }

  @Override
  public String toString() {
    return what;
  }
}
