// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {
  @TempDir Path directory;

  @Test
  void readsALineAMemoryAndPassesOverEmptyOnes() {
    // When
    List<Memory> memories =
        Memory.parse(
            "file",
            Stream.of(
                "{\"text\":\"one\",\"tenant\":\"a\"}", "", "{\"text\":\"two\",\"id\":\"2\"}"));

    // Then
    assertThat(memories).extracting(Memory::text).containsExactly("one", "two");
    assertThat(memories.getFirst().withoutOwner())
        .isEqualTo(new Memory(null, null, null, null, "one", null, null));
  }

  @Test
  void namesTheLineThatIsWrong() {
    assertThatThrownBy(() -> Memory.parse("diary.jsonl", Stream.of("{\"text\":\"one\"}", "two")))
        .isInstanceOf(ClientException.class)
        .hasMessageStartingWith("diary.jsonl, line 2: expected JSON with text");
    assertThatThrownBy(() -> Memory.parse("diary.jsonl", Stream.of("{\"mood\":\"good\"}")))
        .hasMessageContaining("mood");
  }

  @Test
  void namesAFileThatCannotBeRead() {
    assertThatThrownBy(() -> Memory.readAll(directory.resolve("missing.jsonl")))
        .isInstanceOf(ClientException.class)
        .hasMessageContaining("missing.jsonl");
  }
}
