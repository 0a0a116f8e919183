// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.dispatch;

import io.nats.client.JetStream;
import io.nats.client.Message;
import io.nats.client.MessageConsumer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The floor without HTTP: messages pulled and acknowledged, each with the server's confirmation.
 */
final class RawNats {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final JetStream jetStream;
  private final int threads;

  /**
   * @param threads acknowledgements at the same time
   */
  RawNats(JetStream jetStream, int threads) {
    this.jetStream = jetStream;
    this.threads = threads;
  }

  /** Takes so many messages, which are there already, from a consumer; messages a second. */
  double rate(String stream, String consumer, int events) throws Exception {
    return rate(stream, consumer, events, () -> {});
  }

  /** The same with each message's data posted before it is acknowledged. */
  double postingRate(String stream, String consumer, int events, RawHttp http) throws Exception {
    ThreadLocal<Crew.Work> posts = ThreadLocal.withInitial(http::connected);
    return rate(stream, consumer, events, () -> posts.get().run());
  }

  private double rate(String stream, String consumer, int events, Crew.Work before)
      throws Exception {
    BlockingQueue<Message> pulled = new LinkedBlockingQueue<>();
    AtomicInteger left = new AtomicInteger(events);
    long begin = System.nanoTime();
    try (MessageConsumer pulling =
        jetStream.getConsumerContext(stream, consumer).consume(pulled::add)) {
      Crew.run(
          threads,
          () -> {
            while (left.getAndDecrement() > 0) {
              Message message = pulled.take();
              before.run();
              message.ackSync(LIMIT);
            }
          });
      pulling.stop();
    }
    return Crew.perSecond(events, begin);
  }
}
