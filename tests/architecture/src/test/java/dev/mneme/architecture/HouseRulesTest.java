// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
  /** Offered to others, who are not here to be seen using it. */
  private static final Set<String> PUBLISHED =
      Set.of("contract", "runtime", "binding", "servers", "images");

  @Test
  void everyPackageIsNullMarked() {
    // When
    List<String> unmarked =
        Modules.CLASSES.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(type -> !type.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .toList();

    // Then
    assertThat(unmarked).isEmpty();
  }

  @Test
  void dependenciesComeThroughConstructors() {
    String why = "a class says in its constructor what it needs";
    noFields().should(beAnnotated()).because(why).check(Modules.CLASSES);
    noMethods().should(beAnnotated()).because(why).check(Modules.CLASSES);
  }

  @Test
  void beansAreRegisteredInCode() {
    noClasses()
        .should()
        .beAnnotatedWith("org.springframework.context.annotation.ComponentScan")
        .orShould()
        .beAnnotatedWith("org.springframework.boot.autoconfigure.EnableAutoConfiguration")
        .orShould()
        .beAnnotatedWith("org.springframework.stereotype.Component")
        .orShould()
        .beAnnotatedWith("org.springframework.stereotype.Service")
        .orShould()
        .beAnnotatedWith("org.springframework.stereotype.Repository")
        .orShould()
        .beAnnotatedWith("org.springframework.context.annotation.Configuration")
        .because("reading annotations costs start-up, and a reader cannot see what a scan finds")
        .check(Modules.CLASSES);
  }

  @Test
  void nobodyLogsAroundSlf4j() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.logging..", "org.apache.commons.logging..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.System$Logger")
        .check(Modules.CLASSES);
  }

  @Test
  void onlyProgramsForATerminalPrint() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.mneme.local..")
        .and(DescribedPredicate.not(haveAMainMethod()))
        .and()
        .doNotHaveFullyQualifiedName("dev.mneme.runtime.FunctionApplication")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(Modules.CLASSES);
  }

  @Test
  void nothingIsPublicThatOnlyItsPackageUses() {
    classes()
        .that()
        .arePublic()
        .and()
        .areTopLevelClasses()
        .and()
        .resideOutsideOfPackages(Modules.packagesOf(PUBLISHED))
        .and(DescribedPredicate.not(haveAMainMethod()))
        .should(beUsedByAnotherPackage())
        .check(Modules.CLASSES);
  }

  @Test
  void classesThatNobodyExtendsAreFinal() {
    classes()
        .that()
        .areTopLevelClasses()
        .and()
        .areNotInterfaces()
        .and()
        .doNotHaveModifier(JavaModifier.ABSTRACT)
        .and()
        .doNotHaveSimpleName("package-info")
        .should(beFinalOrExtended())
        .check(Modules.CLASSES);
  }

  private static DescribedPredicate<JavaClass> haveAMainMethod() {
    return DescribedPredicate.describe(
        "have a main method",
        type -> type.getMethods().stream().anyMatch(method -> method.getName().equals("main")));
  }

  private static ArchCondition<JavaMember> beAnnotated() {
    Set<String> injecting = Set.of("Autowired", "Inject", "Value", "Resource");
    return new ArchCondition<>("be annotated with any of " + injecting) {
      @Override
      public void check(JavaMember member, ConditionEvents events) {
        member.getAnnotations().stream()
            .map(annotation -> annotation.getRawType().getSimpleName())
            .filter(injecting::contains)
            .forEach(
                name -> events.add(SimpleConditionEvent.satisfied(member, member.getFullName())));
      }
    };
  }

  private static ArchCondition<JavaClass> beUsedByAnotherPackage() {
    return new ArchCondition<>("be used by another package") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean used = usedOutside(type, new HashSet<>());
        events.add(new SimpleConditionEvent(type, used, type.getName() + " can lose its public"));
      }
    };
  }

  /** By itself, or as part of what a type that is used outside speaks of. */
  private static boolean usedOutside(JavaClass type, Set<JavaClass> seen) {
    return type.getDirectDependenciesToSelf().stream()
            .anyMatch(
                dependency -> !dependency.getOriginClass().getPackage().equals(type.getPackage()))
        || exposedBy(type).anyMatch(owner -> seen.add(owner) && usedOutside(owner, seen));
  }

  /** Public types of the same package that speak of it in a public method or constructor. */
  private static Stream<JavaClass> exposedBy(JavaClass type) {
    return type.getPackage().getClasses().stream()
        .filter(owner -> owner.getModifiers().contains(JavaModifier.PUBLIC))
        .filter(
            owner ->
                owner.getCodeUnits().stream()
                    .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
                    .anyMatch(unit -> unit.getAllInvolvedRawTypes().contains(type)));
  }

  private static ArchCondition<JavaClass> beFinalOrExtended() {
    return new ArchCondition<>("be final or extended") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean good =
            type.getModifiers().contains(JavaModifier.FINAL) || !type.getSubclasses().isEmpty();
        events.add(new SimpleConditionEvent(type, good, type.getName() + " can be final"));
      }
    };
  }
}
