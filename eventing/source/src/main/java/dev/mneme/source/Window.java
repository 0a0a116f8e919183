// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

/**
 * How much is held, and how much more may be. Of the payloads that are not in requests one half is
 * for what waits its turn; the other lets new messages in, so that what came later is seen although
 * much came before it. Guarded by the lock of {@link Lanes}.
 */
final class Window {
  private final int payloads;
  private final int places;
  private int asked;
  private int waiting;
  private int inFlight;
  private int aside;

  /**
   * @param payloads held at most
   * @param places held at most, with payload or set aside, not less than {@code payloads}
   */
  Window(int payloads, int places) {
    this.payloads = payloads;
    this.places = places;
  }

  /** What may be asked for at once. */
  int half() {
    return Math.max(1, (payloads - inFlight) / 2);
  }

  /** Whether there is room for {@link #half} more, whatever they are. */
  boolean hasRoom() {
    return hasPlaces() && payloads() + half() <= payloads;
  }

  /** Whether all that is missing is room for payloads. */
  boolean isTight() {
    return hasPlaces() && payloads() + half() > payloads;
  }

  /** How many that were set aside may be read again. */
  int readable() {
    return Math.max(0, Math.min(half() - waiting, payloads - payloads()));
  }

  /** What one of so many lanes may have waiting before it gives up payloads. */
  int share(int lanes) {
    return Math.max(1, half() / Math.max(1, lanes));
  }

  void ask(int count) {
    asked += count;
  }

  /** So many of those asked for did not come, or are no news. */
  void giveBack(int count) {
    asked -= count;
  }

  void arrived(boolean withPayload) {
    asked--;
    if (withPayload) {
      waiting++;
    } else {
      aside++;
    }
  }

  void taken(int count) {
    waiting -= count;
    inFlight += count;
  }

  void ended(int count, int unsettled) {
    inFlight -= count;
    waiting += unsettled;
  }

  void setAside(int count) {
    waiting -= count;
    aside += count;
  }

  /** So many are being read again, and count as waiting from now on. */
  void read(int count) {
    setAside(-count);
  }

  void gone(int count) {
    waiting -= count;
  }

  Load load() {
    return new Load(inFlight, waiting, aside);
  }

  /**
   * What is held.
   *
   * @param inFlight in requests
   * @param waiting with its payload
   * @param aside without
   */
  record Load(int inFlight, int waiting, int aside) {}

  private int payloads() {
    return inFlight + waiting + asked;
  }

  private boolean hasPlaces() {
    return payloads() + aside + half() <= places;
  }
}
