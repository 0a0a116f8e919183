// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.contract.batch.EventBatch;
import dev.mneme.source.metrics.RouteMetrics;
import io.cloudevents.CloudEvent;
import io.cloudevents.http.HttpMessageFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/** Posts events to one function and says what each came to. Safe for use by several threads. */
final class Sink {
  private static final byte[] NOTHING = {};
  private static final int PART = 8 * 1024;

  /** What is read of an answer that is no success; only its begin is kept. */
  private static final int LARGEST_EXPLANATION = 64 * 1024;

  private final CloseableHttpClient client;
  private final URI function;
  private final Deadlines deadlines;
  private final int largest;
  private final RouteMetrics metrics;

  /**
   * @param largest answer that is read, in bytes; of a larger one the connection is closed
   */
  Sink(
      CloseableHttpClient client,
      URI function,
      Deadlines deadlines,
      int largest,
      RouteMetrics metrics) {
    this.client = client;
    this.function = function;
    this.deadlines = deadlines;
    this.largest = largest;
    this.metrics = metrics;
  }

  /**
   * Posts one event in binary mode.
   *
   * @param left after which an open request is given up
   */
  Verdict post(CloudEvent event, Duration left) throws InterruptedException {
    HttpPost request = new HttpPost(function);
    TraceContext.headers(event, request::setHeader);
    HttpMessageFactory.createWriter(
            (name, value) -> request.setHeader(name, CeHeaders.encoded(name, value)),
            body -> request.setEntity(new ByteArrayEntity(body == null ? NOTHING : body, null)))
        .writeBinary(event);
    return send(request, List.of(event), left).getFirst();
  }

  /**
   * Posts several events as one batch; the verdicts are in their order.
   *
   * @param left after which an open request is given up
   */
  List<Verdict> post(List<CloudEvent> events, Duration left) throws InterruptedException {
    HttpPost request = new HttpPost(function);
    request.setHeader("Content-Type", EventBatch.MEDIA_TYPE);
    request.setEntity(new ByteArrayEntity(EventBatch.write(events), null));
    return send(request, events, left);
  }

  private List<Verdict> send(HttpPost request, List<CloudEvent> events, Duration left)
      throws InterruptedException {
    @Nullable Integer status = null;
    long start = System.nanoTime();
    metrics.posted(events.size());
    try (Deadlines.Open open = deadlines.watch(request, start + left.toNanos())) {
      Answer answer = answer(request, open);
      status = answer.status();
      return answer.verdicts(events);
    } catch (CutOffException e) {
      status = e.begin.status();
      return e.begin.cutOff(events, largest);
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("while a request was open");
      }
      String detail = "no answer: " + e;
      return Collections.nCopies(events.size(), new Verdict.Retry(null, detail, null, reached(e)));
    } finally {
      metrics.answered(status, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private Answer answer(HttpPost request, Deadlines.Open open) throws IOException {
    try {
      return client.execute(request, response -> read(request, response));
    } catch (CutOffException e) {
      throw e;
    } catch (IOException e) {
      throw open.overdue() ? new InterruptedIOException("the deadline has passed") : e;
    }
  }

  private static boolean reached(IOException e) {
    return !(e instanceof ConnectException
        || e instanceof ConnectTimeoutException
        || e instanceof NoRouteToHostException
        || e instanceof UnknownHostException);
  }

  private Answer read(HttpPost request, ClassicHttpResponse response) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (Header header : response.getHeaders()) {
      headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
    }
    Answer begin = new Answer(response.getCode(), headers, NOTHING);
    HttpEntity entity = response.getEntity();
    return entity == null ? begin : begin.with(body(request, begin, entity.getContent()));
  }

  private byte[] body(HttpPost request, Answer begin, InputStream in) throws IOException {
    int most = begin.success() ? largest : LARGEST_EXPLANATION;
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] part = new byte[PART];
    for (int read = in.read(part); read >= 0; read = in.read(part)) {
      body.write(part, 0, read);
      if (body.size() > most) {
        // Before the client would read the rest of it, to keep the connection.
        request.cancel();
        throw new CutOffException(begin.with(Arrays.copyOf(body.toByteArray(), most)));
      }
    }
    return body.toByteArray();
  }

  /** The answer is larger than what is read of it. */
  private static final class CutOffException extends IOException {
    private final transient Answer begin;

    CutOffException(Answer begin) {
      this.begin = begin;
    }
  }
}
