// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import io.lakebus.client.delivery.Answer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on the terminal. */
final class Bar implements DeliveryListener {

  private final ProgressBar bar;
  private long again;

  /**
   * @param total how many events there will be; -1 where that is not known
   */
  Bar(String task, long total) {
    this.bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(total)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(200)
            .showSpeed()
            .setUnit(" events", 1)
            .build();
  }

  @Override
  public void delivered(Delivered delivered) {
    bar.step();
  }

  @Override
  public void retried(Answer answer) {
    again++;
    bar.setExtraMessage(again + " sent again");
  }

  @Override
  public void close() {
    bar.close();
  }
}
