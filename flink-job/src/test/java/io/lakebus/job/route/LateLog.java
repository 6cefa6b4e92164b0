// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.route;

import io.lakebus.definition.DefinitionFiles;
import io.lakebus.definition.DefinitionLog;
import io.lakebus.definition.DefinitionLogException;
import io.lakebus.definition.LoggedDefinition;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A log that is slow to hand out what is published: only after its end has been asked for.
 *
 * @param log what it has
 */
record LateLog(DefinitionLog log) implements DefinitionLog {

  @Override
  public LoggedDefinition.Published publish(DefinitionFiles files)
      throws DefinitionLogException, InterruptedException {
    return log.publish(files);
  }

  @Override
  public Reader read() throws DefinitionLogException, InterruptedException {
    return new LateReader(log.read());
  }

  private static final class LateReader implements Reader {

    private final Reader reader;
    private long asked;

    LateReader(Reader reader) {
      this.reader = reader;
    }

    @Override
    public List<LoggedDefinition> poll(Duration patience)
        throws DefinitionLogException, InterruptedException {
      if (reader.isAt(asked)) {
        LockSupport.parkNanos(patience.toNanos());
        if (Thread.interrupted()) {
          throw new InterruptedException("while nothing is handed out");
        }
        return List.of();
      }
      return reader.poll(patience);
    }

    @Override
    public long end() throws DefinitionLogException, InterruptedException {
      asked = reader.end();
      return asked;
    }

    @Override
    public boolean isAt(long end) throws DefinitionLogException, InterruptedException {
      return reader.isAt(end);
    }

    @Override
    public void close() {
      reader.close();
    }
  }
}
