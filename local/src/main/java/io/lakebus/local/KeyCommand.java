// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local;

import io.lakebus.local.control.StackOptions;
import io.lakebus.local.stack.ApiKeys;
import io.lakebus.local.stack.Home;
import io.lakebus.local.stack.PrivateFiles;
import io.lakebus.local.stack.Secrets;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes an API key. */
@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    description = "Makes an API key for a vendor and prints it, and its hash for the definition.")
final class KeyCommand implements Callable<Integer> {

  private static final Pattern VENDOR = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

  @Mixin private StackOptions options;
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "VENDOR", description = "The vendor's name.")
  private String vendor;

  @Override
  public Integer call() throws IOException {
    if (!VENDOR.matcher(vendor).matches()) {
      throw new ParameterException(
          spec.commandLine(), "'" + vendor + "' is not a name of letters, digits, _ and -");
    }
    Home home = options.home();
    String key = ApiKeys.make(vendor, new Secrets(home));
    PrintWriter out = spec.commandLine().getOut();
    out.println("API key of " + vendor + ", shown this once:");
    out.println();
    out.println("  " + key);
    out.println();
    Path file = home.folder().resolve(vendor + ".key");
    if (Files.exists(file)) {
      out.println("An older key is in " + file + " and was left there: two may live at a time.");
    } else {
      PrivateFiles.write(file, key + System.lineSeparator());
      out.println("It is also in " + file + ", from where `lakebus send` reads it.");
    }
    out.println("The gateway takes it when its hash is in " + home.busDefinition() + ":");
    out.println();
    out.println("  vendors:");
    out.println("    " + vendor + ":");
    out.println("      keys:");
    out.println("        - sha256: " + ApiKeys.sha256(key));
    out.println();
    out.println("then run: lakebus up (or: lakebus apply)");
    return 0;
  }
}
