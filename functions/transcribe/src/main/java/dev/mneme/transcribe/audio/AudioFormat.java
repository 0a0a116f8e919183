// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.audio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Optional;

/** The containers that are accepted. */
enum AudioFormat {
  WAV("wav"),
  FLAC("flac"),
  MP3("mp3"),
  OGG("ogg"),
  WEBM("matroska");

  /** Where the EBML header of a WebM file has told its document type at the latest. */
  private static final int EBML_HEADER = 64;

  private final String demuxer;

  AudioFormat(String demuxer) {
    this.demuxer = demuxer;
  }

  /** What ffmpeg calls it. */
  String demuxer() {
    return demuxer;
  }

  /** Tells the format by the first bytes, the only thing a sender cannot misname. */
  static Optional<AudioFormat> of(byte[] audio) {
    String head = new String(audio, 0, Math.min(audio.length, EBML_HEADER), ISO_8859_1);
    if (head.startsWith("RIFF") && head.startsWith("WAVE", 8)) {
      return Optional.of(WAV);
    }
    if (head.startsWith("fLaC")) {
      return Optional.of(FLAC);
    }
    if (head.startsWith("OggS")) {
      return Optional.of(OGG);
    }
    if (head.startsWith("\u001aEß£") && head.contains("webm")) {
      return Optional.of(WEBM);
    }
    return head.startsWith("ID3") || startsWithMp3Frame(audio)
        ? Optional.of(MP3)
        : Optional.empty();
  }

  /** The sync word of ISO/IEC 11172-3, section 2.4.1.3, with no reserved value after it. */
  private static boolean startsWithMp3Frame(byte[] audio) {
    if (audio.length < 4) {
      return false;
    }
    int version = audio[1] >> 3 & 3;
    int layer = audio[1] >> 1 & 3;
    int bitRate = audio[2] >> 4 & 15;
    int sampleRate = audio[2] >> 2 & 3;
    return (audio[0] & 0xff) == 0xff
        && (audio[1] & 0xe0) == 0xe0
        && version != 1
        && layer == 1
        && bitRate != 15
        && sampleRate != 3;
  }

  /** All of them, for people. */
  static String names() {
    return String.join(", ", Arrays.stream(values()).map(Enum::name).toList());
  }
}
