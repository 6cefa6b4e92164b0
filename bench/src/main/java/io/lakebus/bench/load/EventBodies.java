// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The events of a load: sport events of one size each, the same in every run. There are more of
 * them than fit into a compressor's window, so that none is found again in it. Each event that is
 * sent has an id of its own.
 */
public final class EventBodies {

  /** The size of an event in bytes. */
  public static final int BYTES = 1024;

  static final int DIFFERENT = 1009;

  private static final long SEED = 20_260_901;
  private static final int ID_DIGITS = 16;
  private static final String START = "{\"id\":\"";
  private static final List<String> WORDS =
      List.of(
          ("pressing corner early substitute keeper counter attack offside free kick crossbar"
                  + " whistle second half goal line review captain midfield header rebound injury"
                  + " stoppage crowd tackle penalty volley save wide left right long ball chance")
              .split(" ", -1));

  private final List<byte[]> events = new ArrayList<>();

  public EventBodies() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < DIFFERENT; i++) {
      events.add(event(random).getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static String event(SplittableRandom random) {
    String begin =
        START
            + "0".repeat(ID_DIGITS)
            + String.format(
                Locale.ROOT,
                "\",\"detail-type\":\"match.score\",\"detail\":{\"match_id\":\"m%05d\",\"minute\":%d,"
                    + "\"home\":{\"team\":\"t%03d\",\"score\":%d,\"possession\":%.3f},"
                    + "\"away\":{\"team\":\"t%03d\",\"score\":%d,\"possession\":%.3f},"
                    + "\"neutral\":%b,\"odds\":[%.4f,%.4f,%.4f],\"report\":\"",
                random.nextInt(100_000),
                random.nextInt(120),
                random.nextInt(1000),
                random.nextInt(9),
                random.nextDouble(),
                random.nextInt(1000),
                random.nextInt(9),
                random.nextDouble(),
                random.nextBoolean(),
                random.nextDouble(9),
                random.nextDouble(9),
                random.nextDouble(9));
    String end = "\"}}";
    StringBuilder text = new StringBuilder(begin);
    int room = BYTES - end.length();
    while (text.length() < room) {
      text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
      text.append(Integer.toString(random.nextInt(46_656), 36)).append(' ');
    }
    text.setLength(room);
    return text.append(end).toString();
  }

  /** Puts an event at this place, with this number as its id. */
  void put(long number, byte[] target, int offset) {
    byte[] event = events.get((int) Long.remainderUnsigned(number, DIFFERENT));
    System.arraycopy(event, 0, target, offset, BYTES);
    int digit = offset + START.length() + ID_DIGITS - 1;
    for (long rest = number; rest != 0; rest >>>= 4, digit--) {
      target[digit] = (byte) Character.forDigit((int) (rest & 0xf), 16);
    }
  }

  /** Writes the events into a file, one a line. */
  public void write(Path file) throws IOException {
    byte[] line = new byte[BYTES + 1];
    line[BYTES] = '\n';
    try (var out = Files.newOutputStream(file)) {
      for (int i = 0; i < DIFFERENT; i++) {
        put(i, line, 0);
        out.write(line);
      }
    }
  }
}
