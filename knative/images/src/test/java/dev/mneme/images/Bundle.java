// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images;

import dev.mneme.images.oci.Layout;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An image as an OCI runtime takes it (runtime-spec, bundle): its layers on disk, and a
 * configuration that allows it nothing but what the manifests do. It shares this machine's network,
 * where the servers are.
 */
final class Bundle {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<String> NAMESPACES = List.of("pid", "ipc", "uts", "mount");
  private static final List<PosixFilePermission> BITS =
      List.of(
          PosixFilePermission.OTHERS_EXECUTE,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.OWNER_EXECUTE,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_READ);

  private Bundle() {}

  /**
   * Writes it.
   *
   * @param memory limit, in bytes; one CPU besides
   */
  static Path of(
      Layout layout, String name, Path folder, Map<String, String> environment, long memory)
      throws Exception {
    JsonNode manifest = TestImages.manifest(layout, name);
    for (JsonNode layer : manifest.path("layers")) {
      unpack(layout.blob(layer.path("digest").asString()), folder.resolve("rootfs"));
    }
    JsonNode image =
        TestImages.blob(layout, manifest.path("config").path("digest").asString()).path("config");
    Files.write(
        folder.resolve("config.json"),
        JSON.writeValueAsBytes(configuration(image, environment, memory)));
    return folder;
  }

  private static ObjectNode configuration(
      JsonNode image, Map<String, String> environment, long memory) {
    ObjectNode all = JSON.createObjectNode();
    all.put("ociVersion", "1.0.2");
    all.putObject("root").put("path", "rootfs").put("readonly", true);
    ObjectNode process = all.putObject("process");
    String[] user = image.path("User").asString().split(":", -1);
    process
        .putObject("user")
        .put("uid", Integer.parseInt(user[0]))
        .put("gid", Integer.parseInt(user[1]));
    process.set("args", image.path("Entrypoint").deepCopy());
    process.put("cwd", image.path("WorkingDir").asString());
    process.put("noNewPrivileges", true);
    process.putObject("capabilities");
    ArrayNode variables = process.putArray("env");
    environment.forEach((key, value) -> variables.add(key + "=" + value));
    ArrayNode mounts = all.putArray("mounts");
    mounts.addObject().put("destination", "/proc").put("type", "proc").put("source", "proc");
    mount(mounts, "/dev", "mode=755");
    image.path("Volumes").propertyNames().forEach(path -> mount(mounts, path, "mode=1777"));
    ObjectNode linux = all.putObject("linux");
    ArrayNode namespaces = linux.putArray("namespaces");
    NAMESPACES.forEach(type -> namespaces.addObject().put("type", type));
    ObjectNode resources = linux.putObject("resources");
    resources.putObject("memory").put("limit", memory).put("swap", memory);
    resources.putObject("cpu").put("quota", 100_000).put("period", 100_000);
    return all;
  }

  private static void mount(ArrayNode mounts, String path, String mode) {
    ObjectNode mount = mounts.addObject();
    mount.put("destination", path).put("type", "tmpfs").put("source", "tmpfs");
    mount.putArray("options").add("nosuid").add("noexec").add("size=64m").add(mode);
  }

  private static void unpack(Path blob, Path root) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(blob));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = root.resolve(entry.getName()).normalize();
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else {
          Files.createDirectories(path.getParent());
          Files.copy(tar, path);
        }
        Files.setPosixFilePermissions(path, permissions(entry.getMode()));
        Files.setLastModifiedTime(path, FileTime.from(entry.getModTime().toInstant()));
      }
    }
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (int bit = 0; bit < BITS.size(); bit++) {
      if ((mode & 1 << bit) != 0) {
        permissions.add(BITS.get(bit));
      }
    }
    return permissions;
  }

  /** Whether an OCI runtime is on the path, and may be used. */
  static boolean canRun() {
    return "root".equals(System.getProperty("user.name"))
        && Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "runc")));
  }
}
