// SPDX-License-Identifier: Apache-2.0
package io.lakebus.contract;

import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EvaluationTest {

  private final Error error = Error.builder().message("wrong").build();

  @Test
  void whatIsWrongWithABranchIsKeptOnlyAsFarAsItIsTold() {
    Evaluation evaluation = new Evaluation();
    List<Error> branch = new ArrayList<>();
    evaluation.setErrors(branch);
    for (int i = 0; i < 1_000; i++) {
      evaluation.addError(error);
    }
    assertThat(branch).hasSize(21);

    for (int i = 0; i < 1_000; i++) {
      branch.add(error); // past the evaluation, as some keywords do
    }
    evaluation.addError(error);
    assertThat(branch).hasSize(21);
  }

  @Test
  void anEvaluationEndsWhenEnoughIsKnown() {
    Evaluation evaluation = new Evaluation();
    for (int i = 0; i < 20; i++) {
      evaluation.addError(error);
    }
    assertThatThrownBy(() -> evaluation.addError(error)).isInstanceOf(EnoughException.class);
    assertThatThrownBy(() -> evaluation.evaluationPathAddLast(0))
        .isInstanceOf(EnoughException.class);
  }
}
