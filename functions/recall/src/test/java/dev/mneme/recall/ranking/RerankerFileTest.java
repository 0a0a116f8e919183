// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ranking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mneme.stores.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RerankerFileTest {
  private static final Path SHIPPED =
      Path.of("src", "main", "resources", "dev", "mneme", "recall", "ranking", "reranker.json");
  private static final Path TRAINING = Path.of("src", "training", "conversations.json");

  @Test
  void theShippedWeightsWereTrainedOnTheDataBesideThemAndNothingElse() throws IOException {
    // When
    RerankerFile file = RerankerFile.read(Files.readAllBytes(SHIPPED));

    // Then
    assertThat(file.data().sha256()).isEqualTo(Sha256.hex(Files.readAllBytes(TRAINING)));
    assertThat(file.data().licence()).isEqualTo("Apache-2.0");
    assertThat(RerankerFile.shipped().weights()).isEqualTo(file.reranker().weights());
  }

  @Test
  void whatIsWrittenReadsTheSame() throws IOException {
    // Given
    byte[] bytes = Files.readAllBytes(SHIPPED);

    // Then
    assertThat(RerankerFile.read(bytes).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{\"format\":2,\"version\":\"x\",\"weights\":{}} | expected format 1, found 2",
        "[] | expected a reranker as JSON",
        "no | expected a reranker as JSON",
      })
  void saysWhatIsNoReranker(String content, String message) {
    assertThatThrownBy(() -> RerankerFile.read(content.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void saysWhichFeatureNobodyKnows() throws IOException {
    // Given
    String file = Files.readString(SHIPPED).replace("\"personNamed\"", "\"personNam\"");

    // Then
    assertThatThrownBy(() -> RerankerFile.read(file.getBytes(UTF_8)).reranker())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("feature: expected one of")
        .hasMessageContaining("found personNam");
  }
}
