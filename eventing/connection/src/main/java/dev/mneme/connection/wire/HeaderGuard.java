// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.connection.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Passes on what a server sends, message by message. Headers that the client could not read become
 * the begin of the message's payload, and one header says how many bytes that are; nothing is lost
 * or added otherwise. For one connection and one thread.
 */
final class HeaderGuard {
  private enum Expected {
    LINE,
    HEADERS,
    PAYLOAD
  }

  private static final int LINE_END = 2;
  private static final String WITHOUT_HEADERS = "MSG ";
  private static final String WITH_HEADERS = "HMSG ";

  /** Begins what a message from a stream is acknowledged to; its subject is never the first. */
  private static final String ACKNOWLEDGED = " $JS.ACK.";

  private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
  private Expected expected = Expected.LINE;
  private String control = "";
  private byte[] headers = {};
  private int gathered;
  private long payload;

  private byte[] out = new byte[64 * 1024];
  private int begin;
  private int end;

  /** Whether {@link #take} has something to give. */
  boolean ready() {
    return end > begin;
  }

  /** Gives what may be passed on, in the order it came. */
  int take(byte[] to, int offset, int most) {
    int count = Math.min(most, end - begin);
    System.arraycopy(out, begin, to, offset, count);
    begin += count;
    if (begin == end) {
      begin = 0;
      end = 0;
    }
    return count;
  }

  /** Takes what the server sent. */
  void accept(byte[] bytes, int length) {
    int at = 0;
    while (at < length) {
      at +=
          switch (expected) {
            case LINE -> line(bytes, at, length);
            case HEADERS -> headers(bytes, at, length);
            case PAYLOAD -> payload(bytes, at, length);
          };
    }
  }

  private int line(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    boolean whole = at < to;
    int count = whole ? at + 1 - from : at - from;
    line.write(bytes, from, count);
    if (whole) {
      endOfLine(line.toByteArray());
      line.reset();
    }
    return count;
  }

  private void endOfLine(byte[] whole) {
    boolean message = whole.length > 1 && (whole[0] == 'M' || whole[0] == 'H');
    if (message) {
      control = new String(whole, StandardCharsets.ISO_8859_1).strip();
      int last = control.lastIndexOf(' ') + 1;
      if (control.startsWith(WITH_HEADERS)) {
        headers = new byte[number(control.lastIndexOf(' ', last - 2) + 1, last - 1)];
        gathered = 0;
        payload = (long) number(last, control.length()) - headers.length + LINE_END;
        expected = Expected.HEADERS;
        return;
      }
      if (control.startsWith(WITHOUT_HEADERS)) {
        payload = (long) number(last, control.length()) + LINE_END;
        expected = Expected.PAYLOAD;
      }
    }
    pass(whole, 0, whole.length);
  }

  private int number(int from, int to) {
    return Integer.parseInt(control, from, to, 10);
  }

  private int headers(byte[] bytes, int from, int to) {
    int count = Math.min(headers.length - gathered, to - from);
    System.arraycopy(bytes, from, headers, gathered, count);
    gathered += count;
    if (gathered == headers.length) {
      endOfHeaders();
      expected = Expected.PAYLOAD;
    }
    return count;
  }

  private void endOfHeaders() {
    int subject = WITH_HEADERS.length();
    boolean stored = control.indexOf(ACKNOWLEDGED, subject) >= 0;
    if (HeaderBlock.readable(headers, stored)) {
      pass(control + "\r\n");
    } else {
      String instead = "NATS/1.0\r\n" + GuardedDataPort.HEADER + ":" + headers.length + "\r\n\r\n";
      int last = control.lastIndexOf(' ') + 1;
      int whole = number(last, control.length()) + instead.length();
      String untilNumbers = control.substring(0, control.lastIndexOf(' ', last - 2) + 1);
      pass(untilNumbers + instead.length() + " " + whole + "\r\n" + instead);
    }
    pass(headers, 0, headers.length);
  }

  private int payload(byte[] bytes, int from, int to) {
    int count = Math.toIntExact(Math.min(payload, to - from));
    pass(bytes, from, count);
    payload -= count;
    if (payload == 0) {
      expected = Expected.LINE;
    }
    return count;
  }

  private void pass(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    pass(bytes, 0, bytes.length);
  }

  private void pass(byte[] bytes, int from, int count) {
    if (out.length - end < count) {
      out = Arrays.copyOf(out, Math.max(out.length * 2, end + count));
    }
    System.arraycopy(bytes, from, out, end, count);
    end += count;
  }
}
