// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local;

import io.lakebus.local.cli.CommandFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/** Asks the person at the terminal. */
final class Confirmation {

  private Confirmation() {}

  /**
   * Asks a question that is answered by y or n.
   *
   * @return whether the answer is yes
   * @throws CommandFailure if there is nobody to ask
   */
  static boolean ask(String question, PrintWriter out) throws IOException {
    out.print(question + " [y/N] ");
    out.flush();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    String answer = in.readLine();
    if (answer == null) {
      throw new CommandFailure("There is nobody to ask: confirm with --yes.");
    }
    return answer.strip().equalsIgnoreCase("y");
  }
}
