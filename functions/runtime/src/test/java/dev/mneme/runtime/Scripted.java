// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import static org.awaitility.Awaitility.await;

import dev.mneme.contract.EventData;
import dev.mneme.contract.EventType;
import dev.mneme.contract.Replies;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.data.TextCaptured;
import io.cloudevents.CloudEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.env.Environment;

/** A function that does what the first word of the text tells it to. */
final class Scripted implements BeanRegistrar {
  /** Ids of the events that arrived, in order of arrival. */
  static final Queue<String> ARRIVED = new ConcurrentLinkedQueue<>();

  /** Lets one {@code wait} go on with each permit. */
  static final Semaphore GATE = new Semaphore(0);

  /** A process of its own. */
  static void main(String... args) {
    FunctionApplication.run(new Scripted(), args);
  }

  /** Forgets everything and lets everybody go. */
  static void reset() {
    GATE.release(GATE.getQueueLength());
    ARRIVED.clear();
    GATE.drainPermits();
  }

  @Override
  public void register(BeanRegistry beans, Environment environment) {
    beans.registerBean(
        "scripted",
        new ParameterizedTypeReference<Function<CloudEvent, List<CloudEvent>>>() {},
        bean -> bean.supplier(with -> Scripted::play));
  }

  private static List<CloudEvent> play(CloudEvent event) {
    ARRIVED.add(event.getId());
    String[] script = EventData.read(event, TextCaptured::read).text().split(" ");
    return switch (script[0]) {
      case "reply" -> replies(event, Integer.parseInt(script[1])).list();
      case "later" -> throw new TryLaterException("the store is away", Duration.ofSeconds(7));
      case "break" -> throw new IllegalStateException("secret of the house");
      case "lose" ->
          Replies.of("scripted", event).add(EventType.TEXT_CAPTURED, " ", again()).list();
      case "wait" -> {
        GATE.acquireUninterruptibly();
        yield List.of();
      }
      case "until" -> {
        await().until(() -> Files.exists(Path.of(script[1])));
        yield List.of();
      }
      default -> throw new IllegalArgumentException("no such script: " + script[0]);
    };
  }

  private static Replies replies(CloudEvent event, int count) {
    Replies replies = Replies.of("scripted", event);
    for (int i = 0; i < count; i++) {
      replies.add(EventType.TEXT_CAPTURED, "reply-" + i, again());
    }
    return replies;
  }

  private static TextCaptured again() {
    return new TextCaptured("again", null, null);
  }
}
