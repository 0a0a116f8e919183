// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.dispatch;

import dev.mneme.contract.EventType;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.util.function.IntFunction;

/** The route that most scenarios measure: classify, as {@code routes.yaml} beside this has it. */
final class Measured {
  static final String ROUTE = "classify";
  static final EventType TYPE = EventType.TEXT_CAPTURED;

  private static final String STREAM = "mneme-classify";
  private static final String REPLIES = "mneme-persist";
  private static final int HUNDRED = 100;

  private final Rig rig;

  Measured(Rig rig) {
    this.rig = rig;
  }

  /** One of a hundred users, in turn. */
  static String oneOfAHundred(int index) {
    return "user" + index % HUNDRED;
  }

  /** Stores events while the source has to wait. */
  void load(int events, IntFunction<String> user) throws Exception {
    rig.pause(STREAM, ROUTE);
    rig.feed().fill(TYPE, events, user);
  }

  /**
   * Lets the source go until about so many are settled, if there are; events a second. Counts from
   * the first that is: the server lets a paused consumer go only at its next request, up to a
   * second later.
   */
  double settle(int events) throws IOException, JetStreamApiException, InterruptedException {
    long all = rig.waiting(STREAM);
    rig.resume(STREAM, ROUTE);
    long waiting = rig.awaitLeft(STREAM, all - 1);
    long begin = System.nanoTime();
    long left = rig.awaitLeft(STREAM, Math.max(0, all - events));
    return Crew.perSecond(waiting - left, begin);
  }

  boolean empty() throws IOException, JetStreamApiException {
    return rig.waiting(STREAM) == 0;
  }

  /** Loads and settles, and forgets the replies. */
  double rate(int events) throws Exception {
    load(events, Measured::oneOfAHundred);
    double rate = settle(events);
    forgetReplies();
    return rate;
  }

  void forgetReplies() throws IOException, JetStreamApiException {
    rig.purge(REPLIES);
  }

  /** Waits until all is settled. */
  void awaitEmpty() throws IOException, JetStreamApiException, InterruptedException {
    rig.awaitLeft(STREAM, 0);
  }

  /** Forgets what waits; the source keeps and settles what it has. */
  void clear() throws IOException, JetStreamApiException, InterruptedException {
    rig.purge(STREAM);
    rig.resume(STREAM, ROUTE);
    awaitEmpty();
  }
}
