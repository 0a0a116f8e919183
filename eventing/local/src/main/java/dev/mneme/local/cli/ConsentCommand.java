// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.cli;

import dev.mneme.contract.Purpose;
import dev.mneme.local.client.MnemeClient;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Says what may be done with a user's data. */
@Command(
    name = "consent",
    description = "Withdraw a user's consent to what is done with their data, or grant it again.",
    mixinStandardHelpOptions = true)
final class ConsentCommand implements Callable<Integer> {
  @Mixin private final HomeOption home = new HomeOption();
  @Mixin private final OwnerOptions owner = new OwnerOptions();

  @ArgGroup(multiplicity = "1")
  private Decision decision = new Decision();

  /** One of the two. */
  private static final class Decision {
    @Option(
        names = "--withdraw",
        split = ",",
        paramLabel = "PURPOSE",
        converter = PurposeWord.class,
        description = "Any of transcribe, classify, persist, train, recall; with commas between.")
    private @Nullable List<Purpose> withdrawn;

    @Option(
        names = "--grant",
        split = ",",
        paramLabel = "PURPOSE",
        converter = PurposeWord.class,
        description = "The same.")
    private @Nullable List<Purpose> granted;
  }

  /** As it is written in JSON. */
  private static final class PurposeWord implements ITypeConverter<Purpose> {
    @Override
    public Purpose convert(String word) {
      Optional<Purpose> purpose =
          Arrays.stream(Purpose.values()).filter(one -> one.toString().equals(word)).findFirst();
      return purpose.orElseThrow(
          () ->
              new TypeConversionException(
                  "expected one of " + List.of(Purpose.values()) + ", found " + word));
    }
  }

  @Override
  public Integer call() {
    String word = decision.withdrawn == null ? "granted" : "withdrawn";
    Set<Purpose> purposes = EnumSet.noneOf(Purpose.class);
    Optional.ofNullable(decision.withdrawn).ifPresent(purposes::addAll);
    Optional.ofNullable(decision.granted).ifPresent(purposes::addAll);
    try (MnemeClient client = new MnemeClient()) {
      client.consent(home.running().capture(), home.token(owner.key()), word, purposes);
      System.out.println(word + " " + purposes);
      return ExitCode.OK;
    }
  }
}
