// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.stack;

import java.util.List;

/** Something done once at every start, such as a migration; doing it again changes nothing. */
final class Task implements LocalService {
  private final String name;
  private final List<LocalService> needs;
  private final Work work;

  Task(String name, List<LocalService> needs, Work work) {
    this.name = name;
    this.needs = List.copyOf(needs);
    this.work = work;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<LocalService> needs() {
    return needs;
  }

  @Override
  public void start() {
    try {
      work.run();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new StackException(name + " failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void stop() {
    // What was done stays done.
  }

  /** What is to be done. */
  interface Work {
    void run() throws Exception;
  }
}
