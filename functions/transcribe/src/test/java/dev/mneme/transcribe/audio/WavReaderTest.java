// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mneme.contract.InvalidEventException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.ObjDoubleConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WavReaderTest {
  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int A_LAW = 6;

  static Stream<Arguments> codecs() {
    return Stream.of(
        codec(PCM, 8, (out, value) -> out.put((byte) (128 + value * 127))),
        codec(PCM, 16, (out, value) -> out.putShort((short) (value * 32767))),
        codec(
            PCM,
            24,
            (out, value) -> {
              int whole = (int) (value * 8_388_607);
              out.put((byte) whole).put((byte) (whole >> 8)).put((byte) (whole >> 16));
            }),
        codec(PCM, 32, (out, value) -> out.putInt((int) (value * Integer.MAX_VALUE))),
        codec(FLOAT, 32, (out, value) -> out.putFloat((float) value)),
        codec(FLOAT, 64, (out, value) -> out.putDouble(value)));
  }

  private static Arguments codec(int codec, int bits, ObjDoubleConsumer<ByteBuffer> sample) {
    return Arguments.of(codec, bits, sample);
  }

  @ParameterizedTest(name = "codec {0} of {1} bits")
  @MethodSource("codecs")
  void readsEveryCodecAndMixesChannels(int codec, int bits, ObjDoubleConsumer<ByteBuffer> sample) {
    // Given two channels of which the middle is -0.25
    byte[] file = Sounds.wav(codec, bits, 2, 10, sample, -0.75, 0.25);

    // When
    Pcm pcm = Sounds.read(file);

    // Then
    assertThat(pcm.sampleRate()).isEqualTo(16_000);
    assertThat(pcm.samples()).hasSize(10).contains(new float[] {-0.25f}, within(0.01f));
  }

  @Test
  void readsOnPastUnknownChunksOfOddLength() {
    // Given the clip with a chunk of 3 bytes and its padding in front of its data
    byte[] clip = Sounds.clip();
    ByteBuffer file = ByteBuffer.allocate(clip.length + 12).order(ByteOrder.LITTLE_ENDIAN);
    file.put(clip, 0, 36).put(new byte[] {'n', 'o', 't', 'e'}).putInt(3);
    file.put(new byte[] {'a', 'b', 'c', 0}).put(clip, 36, clip.length - 36);

    // When / Then
    assertThat(Sounds.read(file.array()).samples()).isEqualTo(Sounds.read(clip).samples());
  }

  @Test
  void readsWhatIsThereOfARecordingThatWasCutOff() {
    // Given a file that ends in the middle of its data, as its header does not say
    byte[] cut = Arrays.copyOf(Sounds.clip(), 44 + 2 * 16_000);

    // When / Then
    assertThat(Sounds.read(cut).samples()).hasSize(16_000);
  }

  @Test
  void readsWhatIsThereOfAStreamThatNeverKnewItsLength() {
    // Given
    byte[] stream = Sounds.clip();
    ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN).putInt(40, -1);

    // When / Then
    assertThat(Sounds.read(stream).samples()).hasSize((stream.length - 44) / 2);
  }

  @Test
  void refusesACodecItCannotReadByItsNumber() {
    // Given
    byte[] file = Sounds.wav(A_LAW, 8, 1, 10, (out, value) -> out.put((byte) value), 0);

    // When / Then
    assertThatThrownBy(() -> Sounds.read(file))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining("data: expected PCM of 8, 16, 24 or 32 bits")
        .hasMessageContaining("WAV codec 6 with 8 bits");
  }

  @Test
  void refusesAbsurdHeaders() {
    // Given
    byte[] noChannel = Sounds.clip();
    ByteBuffer.wrap(noChannel).order(ByteOrder.LITTLE_ENDIAN).putShort(22, (short) 0);
    byte[] millionHertz = Sounds.clip();
    ByteBuffer.wrap(millionHertz).order(ByteOrder.LITTLE_ENDIAN).putInt(24, 1_000_000);
    byte[] noData = Arrays.copyOf(Sounds.clip(), 36);
    byte[] noFormat = Sounds.clip();
    noFormat[12] = 'x';

    // When / Then
    assertThatThrownBy(() -> Sounds.read(noChannel)).hasMessageContaining("0 channels");
    assertThatThrownBy(() -> Sounds.read(millionHertz)).hasMessageContaining("1000000 Hz");
    assertThatThrownBy(() -> Sounds.read(noData)).hasMessageContaining("without a data chunk");
    assertThatThrownBy(() -> Sounds.read(noFormat)).hasMessageContaining("a fmt chunk first");
  }
}
