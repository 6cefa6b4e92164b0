// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What can be known to go wrong before anything starts, one sentence per problem. */
public final class Preflight {

  private static final long DISK_NEEDED = 1L << 30;

  private Preflight() {}

  /**
   * Looks at disk and ports.
   *
   * @param home where the services' data will be
   * @param services what is to be started
   * @param running those of them whose processes live already and are kept
   */
  public static List<String> problems(Home home, List<Service> services, Set<String> running) {
    List<String> problems = new ArrayList<>(disk(home));
    for (Service service : services) {
      if (running.contains(service.name())) {
        continue;
      }
      for (int port : service.ports()) {
        if (isTaken(port)) {
          problems.add(
              "Port " + port + " is in use by another program; " + service.name() + " needs it.");
        }
      }
    }
    return problems;
  }

  private static List<String> disk(Home home) {
    Path existing = home.folder();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    try {
      long free = Files.getFileStore(existing).getUsableSpace();
      return free >= DISK_NEEDED
          ? List.of()
          : List.of(
              "Only "
                  + (free >> 20)
                  + " MiB are free on the disk of "
                  + home.folder()
                  + "; the stack needs at least 1024 MiB.");
    } catch (IOException e) {
      return List.of("Cannot look at the disk of " + home.folder() + ": " + e.getMessage());
    }
  }

  private static boolean isTaken(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
