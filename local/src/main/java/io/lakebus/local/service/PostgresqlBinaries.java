// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.service;

import io.lakebus.local.cli.CommandFailure;
import io.lakebus.local.stack.ClassPaths;
import io.lakebus.local.stack.Folders;
import io.lakebus.local.stack.Home;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The server's programs for this platform, unpacked once from the jar that the build names. */
public final class PostgresqlBinaries {

  private final Home home;
  private final ClassPaths classPaths;

  public PostgresqlBinaries(Home home, ClassPaths classPaths) {
    this.home = home;
    this.classPaths = classPaths;
  }

  /** The folder of programs, complete. */
  Path unpack() throws IOException {
    List<Path> jars = classPaths.of("postgresql");
    if (jars.isEmpty()) {
      throw new CommandFailure(
          "There is no PostgreSQL for this platform: Linux and macOS on amd64 and arm64 are known.");
    }
    Path jar = jars.get(0);
    Path folder = home.folder().resolve("programs");
    Path unpacked = folder.resolve(jar.getFileName().toString().replaceAll("\\.jar$", ""));
    if (!Files.exists(unpacked)) {
      Path unfinished = folder.resolve("postgresql.new");
      Folders.delete(unfinished);
      unpack(jar, unfinished);
      Files.move(unfinished, unpacked, StandardCopyOption.ATOMIC_MOVE);
    }
    return unpacked.resolve("bin");
  }

  private static void unpack(Path jar, Path target) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(jar))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().endsWith(".txz")) {
          unpackTar(zip, target);
          return;
        }
      }
    }
    throw new IOException("no archive of programs in " + jar);
  }

  private static void unpackTar(InputStream archive, Path target) throws IOException {
    TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new XZCompressorInputStream(new BufferedInputStream(archive, 1 << 16)));
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      Path file = target.resolve(entry.getName()).normalize();
      if (!file.startsWith(target)) {
        throw new IOException("the archive names a file outside of it: " + entry.getName());
      }
      if (entry.isDirectory()) {
        Files.createDirectories(file);
        continue;
      }
      Files.createDirectories(file.getParent());
      if (entry.isSymbolicLink()) {
        Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      } else {
        Files.copy(tar, file);
        Files.setPosixFilePermissions(file, permissions(entry.getMode()));
      }
    }
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions =
        EnumSet.copyOf(PosixFilePermissions.fromString("rw-r--r--"));
    if ((mode & 0100) != 0) {
      permissions.addAll(PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return permissions;
  }
}
