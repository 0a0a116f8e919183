// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.audio;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mneme.contract.TryLaterException;
import dev.mneme.transcribe.speech.Recording;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Decodes with ffmpeg as a child process that sees nothing but pipes: one demuxer, named by us; no
 * protocol but {@code pipe}; no environment; a limit on what it may write and on its time.
 */
final class Ffmpeg {
  private static final Duration RETRY_WITHOUT_FFMPEG = Duration.ofMinutes(5);
  private static final int LONGEST_COMPLAINT = 400;

  private final AudioLimits limits;
  private final long longestSeconds;

  Ffmpeg(AudioLimits limits) {
    this.limits = limits;
    // A second more than is accepted, so that too long is told from just long enough.
    this.longestSeconds = limits.longest().toSeconds() + 1;
  }

  /** Decodes to 16 kHz mono; stops soon after the longest recording that is accepted. */
  Pcm decode(byte[] audio, AudioFormat format) {
    Process process = start(format);
    try {
      FutureTask<Boolean> inTime =
          background(() -> process.waitFor(limits.decoding().toMillis(), TimeUnit.MILLISECONDS));
      FutureTask<Void> fed = background(() -> feed(process.getOutputStream(), audio));
      FutureTask<String> complaint = background(() -> complaint(process.getErrorStream()));
      background(() -> inTime.get() ? process : process.destroyForcibly());
      byte[] samples = process.getInputStream().readNBytes(longestOutput());
      if (!inTime.get()) {
        throw AudioRefused.because(
            format + " still not decoded after " + limits.decoding(), "audio quick to decode");
      }
      fed.get();
      if (process.exitValue() != 0) {
        throw AudioRefused.because(format + ": " + complaint.get(), "intact " + format);
      }
      if (samples.length
          > limits.longest().toMillis() * Recording.SAMPLE_RATE / 1000 * Short.BYTES) {
        throw AudioRefused.longerThan(limits.longest());
      }
      return new Pcm(floats(samples), Recording.SAMPLE_RATE);
    } catch (IOException e) {
      throw new UncheckedIOException("ffmpeg's output could not be read", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("talking to ffmpeg failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TryLaterException("interrupted while decoding", Duration.ofSeconds(1));
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(AudioFormat format) {
    Path program =
        ProgramPath.find(limits.ffmpeg())
            .orElseThrow(
                () ->
                    unavailable(
                        format
                            + " needs ffmpeg, and "
                            + limits.ffmpeg()
                            + " was not found; install it or set MNEME_FFMPEG"));
    ProcessBuilder builder = new ProcessBuilder(command(program, format));
    builder.environment().clear();
    try {
      return builder.start();
    } catch (IOException e) {
      throw unavailable("ffmpeg could not be started: " + e.getMessage());
    }
  }

  private List<String> command(Path program, AudioFormat format) {
    Stream<String> options =
        Stream.of("-hide_banner", "-v", "error", "-protocol_whitelist", "pipe", "-threads", "1");
    Stream<String> input = Stream.of("-f", format.demuxer(), "-i", "pipe:0", "-map", "0:a:0");
    Stream<String> output =
        Stream.of("-t", "" + longestSeconds, "-ac", "1", "-ar", "16000", "-f", "s16le", "pipe:1");
    return Stream.of(Stream.of(program.toString()), options, input, output)
        .flatMap(part -> part)
        .toList();
  }

  private int longestOutput() {
    return Math.toIntExact(longestSeconds * Recording.SAMPLE_RATE * Short.BYTES);
  }

  private static Void feed(OutputStream stdin, byte[] audio) {
    try (stdin) {
      stdin.write(audio);
    } catch (IOException e) {
      // ffmpeg closed its end early: it has read enough, or its exit status tells what is wrong.
      return null;
    }
    return null;
  }

  private static String complaint(InputStream stderr) throws IOException {
    String first = new String(stderr.readNBytes(LONGEST_COMPLAINT), UTF_8);
    stderr.transferTo(OutputStream.nullOutputStream());
    return first.strip().lines().findFirst().orElse("ffmpeg gave no reason");
  }

  private static float[] floats(byte[] samples) {
    ShortBuffer in = ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    float[] out = new float[in.remaining()];
    for (int i = 0; i < out.length; i++) {
      out[i] = in.get(i) / 32_768f;
    }
    return out;
  }

  private static TryLaterException unavailable(String reason) {
    return new TryLaterException(reason, RETRY_WITHOUT_FFMPEG);
  }

  private static <T> FutureTask<T> background(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().start(task);
    return task;
  }
}
