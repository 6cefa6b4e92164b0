// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.bench;

import io.lakebus.local.control.Stack;
import io.lakebus.local.service.Gateway;
import io.lakebus.local.stack.ClassPaths;
import io.lakebus.local.stack.JavaProgram;
import io.lakebus.local.stack.Launch;
import io.lakebus.local.stack.Ports;
import io.lakebus.local.stack.Probes;
import io.lakebus.local.stack.Service;
import java.io.IOException;
import java.util.List;

/** A server that reads bodies and answers, in a virtual machine that is set up as the gateway's. */
final class EchoService implements Service {

  private final Stack stack;
  private final String name;
  private final String program;
  private final int port;
  private final Probes probes = new Probes();

  /**
   * @param program the class that it runs, which takes the port
   * @param port on which it listens
   */
  EchoService(Stack stack, String name, String program, int port) {
    this.stack = stack;
    this.name = name;
    this.program = program;
    this.port = port;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Integer> ports() {
    return List.of(port);
  }

  @Override
  public Launch prepare() throws IOException {
    ClassPaths classPaths = new ClassPaths(stack.project());
    return new JavaProgram(name, classPaths.bench(), classPaths.archives(), Gateway.JVM, program)
        .launch(stack.home(), List.of(Integer.toString(port)));
  }

  @Override
  public boolean answers() throws InterruptedException {
    return probes.get(Ports.url(port).resolve("/healthz")).isPresent();
  }
}
