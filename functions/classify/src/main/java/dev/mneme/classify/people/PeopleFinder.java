// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify.people;

import dev.mneme.contract.data.Person;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Names of people in a text, whatever its scripts. Thread-safe. */
public final class PeopleFinder {
  /** No memory is about more; what is longer is a list of something else. */
  private static final int MOST = 50;

  private final List<NameReader> readers;

  private PeopleFinder(List<NameReader> readers) {
    this.readers = readers;
  }

  /**
   * Loads the lists of names and of what stands beside them.
   *
   * @throws IllegalStateException if they are missing
   */
  public static PeopleFinder load() {
    Names names = Names.load();
    return new PeopleFinder(
        List.of(
            new CasedNames(names, Cues.load()),
            new HonorificNames(),
            new FullNames(names),
            new KoreanNames(names)));
  }

  /** Whom a text names, each once, in the order they appear. */
  public List<Person> in(String text) {
    List<FoundName> found = new ArrayList<>();
    for (NameReader reader : readers) {
      reader.read(text, found);
    }
    found.sort(Comparator.comparingInt(FoundName::start));
    Set<String> names = new LinkedHashSet<>();
    for (FoundName name : found) {
      names.add(name.name());
    }
    // "Dan" and "Dan Murphy" in one memory are one.
    return names.stream()
        .filter(name -> names.stream().noneMatch(longer -> longer.startsWith(name + " ")))
        .limit(MOST)
        .map(Person::new)
        .toList();
  }
}
