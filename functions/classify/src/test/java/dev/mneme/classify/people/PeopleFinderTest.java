// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.data.Person;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleFinderTest {
  private static final PeopleFinder FINDER = PeopleFinder.load();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Told Jonas I would come on Sunday. | Jonas",
        "Dinner with Ana, Bruno and Carla. | Ana;Bruno;Carla",
        "Marcus Finch showed me how to graft. | Marcus Finch",
        "Old Mr Finch showed me how to graft. | Finch",
        "Dr. Patel drew it on an envelope. | Patel",
        "Our neighbour Xanthe fed the cat. | Xanthe",
        "Xyrella and I made up. | Xyrella",
        "Dan came. Dan Murphy, that is. | Dan Murphy",
        "Maria's sister lives in Rome with Bob. | Maria;Bob",
        "Vicente de la Cruz sold us the boat. | Vicente de la Cruz",
        "Позвонил Анне и Ивану. | Анна;Иван",
        "田中さんと由美ちゃんが来た。 | 田中;由美",
        "张伟和王老师来了。 | 张伟;王",
        "민수랑 지은이가 왔다. | 민수;지은"
      })
  void namesAreFoundInOrder(String text, String names) {
    assertThat(FINDER.in(text))
        .extracting(Person::name)
        .containsExactlyElementsOf(Arrays.asList(names.split(";", -1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "🙂",
        "Will it ever stop raining in May?",
        "Grace is what we say before dinner.",
        "Long night. Hope it was the last.",
        "Walked down Thomas Street to St Mary Church.",
        "The train to Florence was late.",
        "THE WHOLE LETTER WAS LIKE MARIA SHOUTING",
        "Boiler died on the first frost.",
        "母の誕生日。八十歳。",
        "Der Wolf stand im Wald und im Sommer kam er wieder.",
        "\u0000\uD800"
      })
  void nobodyIsMadeUp(String text) {
    assertThat(FINDER.in(text)).isEmpty();
  }

  @Test
  void everybodyIsNamedOnceAndNotForever() {
    // Given
    String crowd = "Told Anna. Told Anna. ".repeat(1_000);
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      many.append("Met with Anna X").append((char) ('a' + i % 26)).append("yz").append(". ");
    }

    // Then
    assertThat(FINDER.in(crowd)).containsExactly(new Person("Anna"));
    assertThat(FINDER.in(many.toString())).hasSizeLessThanOrEqualTo(50);
  }

  @Test
  void samePeopleInAnyCompany() {
    // Given
    List<Person> alone = FINDER.in("Rory scored from the halfway line.");

    // Then
    assertThat(alone).containsExactly(new Person("Rory"));
    assertThat(PeopleFinder.load().in("Rory scored from the halfway line.")).isEqualTo(alone);
  }
}
