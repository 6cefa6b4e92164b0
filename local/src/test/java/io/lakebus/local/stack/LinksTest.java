// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LinksTest {

  private static final Ports PORTS = new Ports(1000);

  @Test
  void directLinksLeadToTheServersOwnPorts() {
    Links links = Links.direct(PORTS);

    assertThat(links.isDirect()).isTrue();
    assertThat(links.port(Link.GATEWAY_TO_KAFKA)).isEqualTo(PORTS.kafka());
    assertThat(links.port(Link.JOB_TO_KAFKA)).isEqualTo(PORTS.kafka());
    assertThat(links.port(Link.JOB_TO_S3)).isEqualTo(PORTS.s3());
    assertThat(links.port(Link.CATALOG_TO_S3)).isEqualTo(PORTS.s3());
    assertThat(links.port(Link.JOB_TO_CATALOG)).isEqualTo(PORTS.catalog());
    assertThat(links.port(Link.CATALOG_TO_POSTGRESQL)).isEqualTo(PORTS.postgresql());
  }

  @ParameterizedTest
  @ValueSource(ints = {-500, 20, 100, 1000})
  void shiftedLinksHavePortsThatNothingElseHas(int shift) {
    Links links = Links.shifted(PORTS, shift);

    List<Integer> all = new ArrayList<>(PORTS.all());
    for (Link link : Link.values()) {
      all.add(links.port(link));
    }
    all.add(links.serverPort(Link.GATEWAY_TO_KAFKA));
    all.add(links.serverPort(Link.JOB_TO_KAFKA));

    assertThat(links.isDirect()).isFalse();
    assertThat(all).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(names = {"JOB_TO_S3", "CATALOG_TO_S3", "JOB_TO_CATALOG", "CATALOG_TO_POSTGRESQL"})
  void serversStayWhereTheyAreWhenLinksAreShifted(Link link) {
    assertThat(Links.shifted(PORTS, 100).serverPort(link))
        .isEqualTo(Links.direct(PORTS).serverPort(link));
  }

  @Test
  void anAddressIsThatOfTheClientsPort() {
    Links links = Links.shifted(PORTS, 100);

    assertThat(links.address(Link.CATALOG_TO_POSTGRESQL)).isEqualTo("127.0.0.1:6533");
    assertThat(links.url(Link.JOB_TO_S3)).isEqualTo(URI.create("http://127.0.0.1:9184"));
    assertThat(Link.JOB_TO_S3).hasToString("job-to-s3");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, -1, -2, -3, 2, 1007, 60_000, -6000})
  void aShiftOntoTheStacksOwnPortsOrNoneIsRefused(int shift) {
    assertThatThrownBy(() -> Links.shifted(PORTS, shift))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Integer.toString(shift));
  }
}
