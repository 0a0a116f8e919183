// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.sbom;

import dev.mneme.images.root.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.License;
import org.cyclonedx.model.LicenseChoice;

/** Every library of the build by the name of its jar. */
final class Libraries {
  private static final int FIELDS = 4;

  private final Map<String, Library> byJar;

  private Libraries(Map<String, Library> byJar) {
    this.byJar = byJar;
  }

  private record Library(String group, String name, String version, String licences) {}

  /**
   * @param table a line each: group, name, version and licences, with tabs between
   */
  static Libraries read(Path table) {
    Map<String, Library> byJar = new HashMap<>();
    try {
      for (String line : Files.readAllLines(table)) {
        String[] fields = line.split("\t", -1);
        if (fields.length != FIELDS) {
          throw new ImageException(
              table + ": expected group, name, version and licences, found \"" + line + "\"");
        }
        byJar.put(
            fields[1] + "-" + fields[2] + ".jar",
            new Library(fields[0], fields[1], fields[2], fields[3]));
      }
    } catch (IOException e) {
      throw new ImageException("cannot read " + table + ", which the build leaves", e);
    }
    return new Libraries(byJar);
  }

  /**
   * What is known of a jar.
   *
   * @param jar its file name
   * @param sha256 of its bytes, in hexadecimal digits
   */
  Component component(String jar, String sha256) {
    Library library = byJar.get(jar);
    if (library == null) {
      throw new ImageException("sbom: expected every jar to be of the build, found " + jar);
    }
    Component component = new Component();
    component.setType(Component.Type.LIBRARY);
    component.setGroup(library.group());
    component.setName(library.name());
    component.setVersion(library.version());
    String purl =
        "pkg:maven/%s/%s@%s?type=jar".formatted(library.group(), library.name(), library.version());
    component.setPurl(purl);
    component.setBomRef(purl);
    component.addHash(new Hash(Hash.Algorithm.SHA_256, sha256));
    LicenseChoice licences = new LicenseChoice();
    for (String name : library.licences().split("; ", -1)) {
      License licence = new License();
      licence.setName(name);
      licences.addLicense(licence);
    }
    component.setLicenses(licences);
    return component;
  }
}
