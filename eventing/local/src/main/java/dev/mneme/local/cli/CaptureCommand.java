// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.cli;

import dev.mneme.local.client.ClientException;
import dev.mneme.local.client.Memory;
import dev.mneme.local.client.MnemeClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Hands memories to the gateway. */
@Command(
    name = "capture",
    description = "Hand over a memory: a text, a recording, or a file with one JSON object a line.",
    mixinStandardHelpOptions = true)
final class CaptureCommand implements Callable<Integer> {
  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "wav", "audio/wav",
          "flac", "audio/flac",
          "mp3", "audio/mpeg",
          "ogg", "audio/ogg",
          "opus", "audio/ogg",
          "webm", "audio/webm");

  @Mixin private final HomeOption home = new HomeOption();
  @Mixin private final OwnerOptions owner = new OwnerOptions();

  @ArgGroup(multiplicity = "1")
  private What what = new What();

  @Option(names = "--time", paramLabel = "TIME", description = "When, ISO 8601 (default: now).")
  private @Nullable String time;

  @Option(names = "--category", paramLabel = "CATEGORY", description = "Where you would file it.")
  private @Nullable String category;

  @Option(names = "--language", paramLabel = "TAG", description = "Language, such as pt-PT.")
  private @Nullable String language;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Your own id; sending the same again then changes nothing.")
  private @Nullable String id;

  /** One of the three. */
  private static final class What {
    @Option(names = "--text", paramLabel = "TEXT", description = "What was written.")
    private @Nullable String text;

    @Option(
        names = "--audio",
        paramLabel = "FILE",
        description = "A recording: wav, flac, mp3, ogg, opus or webm.")
    private @Nullable Path audio;

    @Option(
        names = "--file",
        paramLabel = "JSONL",
        description = "One memory a line: text, and optionally id, time, category, language.")
    private @Nullable Path file;
  }

  @Override
  public Integer call() {
    URI gateway = home.running().capture();
    try (MnemeClient client = new MnemeClient()) {
      if (what.audio != null) {
        report(client.capture(gateway, token(), about(), mediaType(what.audio), read(what.audio)));
      } else if (what.file != null) {
        List<Memory> memories = Memory.readAll(what.file);
        for (Memory memory : memories) {
          client.capture(gateway, token(), memory);
        }
        System.out.println("captured " + memories.size() + " memories");
      } else {
        report(
            client.capture(
                gateway,
                token(),
                new Memory(null, null, id, time, String.valueOf(what.text), category, language)));
      }
      return ExitCode.OK;
    }
  }

  /** A fresh one for each memory: a file of many takes longer than a token is good. */
  private String token() {
    return home.token(owner.key());
  }

  private Map<String, String> about() {
    Map<String, String> about = new HashMap<>();
    if (id != null) {
      about.put("id", id);
    }
    if (time != null) {
      about.put("time", time);
    }
    if (language != null) {
      about.put("language", language);
    }
    return about;
  }

  private static void report(MnemeClient.Captured captured) {
    System.out.println(
        "captured "
            + captured.memoryId()
            + (captured.duplicate() ? ", which was there already" : ""));
  }

  private static String mediaType(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    String type = MEDIA_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      throw new ClientException(
          file + ": expected a name that ends in one of " + MEDIA_TYPES.keySet());
    }
    return type;
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ClientException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
